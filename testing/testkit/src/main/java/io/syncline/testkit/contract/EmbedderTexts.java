package io.syncline.testkit.contract;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import java.util.List;

/** Texts for embedders, and comparisons of their vectors. */
final class EmbedderTexts {

    /** Unrelated texts of very different lengths. */
    static final List<String> UNLIKE = List.of(
            "Coffee.",
            "The annual report of the steel works in Duisburg was sent to all shareholders on the third of March, "
                    + "together with an invitation to the general meeting and a form for those who cannot come.",
            "blue bicycle",
            "How do I reset the password of my mail account?");

    private static final String WORD = "garden ";

    private EmbedderTexts() {}

    static Embedding embed(Embedder embedder, String text) {
        return embedder.embed(List.of(text), InputType.DOCUMENT).embeddings().get(0);
    }

    static List<Embedding> embedAll(Embedder embedder, List<String> texts) {
        return embedder.embed(texts, InputType.DOCUMENT).embeddings();
    }

    static double cosine(Embedding a, Embedding b) {
        double dot = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.dimension(); i++) {
            dot += (double) a.at(i) * b.at(i);
            squareA += (double) a.at(i) * a.at(i);
            squareB += (double) b.at(i) * b.at(i);
        }
        return dot / Math.sqrt(squareA * squareB);
    }

    /** The longest text of one repeated word that is within the limit for one text. */
    static String longestAllowed(Embedder embedder) {
        int allowed = embedder.limits().tokensPerInput();
        int fits = 1;
        int tooMany = 2;
        while (embedder.tokens(WORD.repeat(tooMany)) <= allowed) {
            fits = tooMany;
            tooMany *= 2;
        }
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (embedder.tokens(WORD.repeat(middle)) <= allowed) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        return WORD.repeat(fits);
    }

    static String tooLong(Embedder embedder) {
        return longestAllowed(embedder) + WORD;
    }
}
