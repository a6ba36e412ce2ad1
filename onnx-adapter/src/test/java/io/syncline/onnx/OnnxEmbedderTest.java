package io.syncline.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnnxEmbedderTest {

    private OnnxEmbedder embedder;

    @BeforeAll
    void open() {
        embedder = OnnxEmbedder.builder().threads(2).build();
    }

    @AfterAll
    void close() {
        embedder.close();
    }

    @Test
    void builderShouldKnowFingerprintAndLimitsWithoutLoading() {
        OnnxEmbedderBuilder builder = OnnxEmbedder.builder().threads(1);
        long crc = ModelResources.crc32(ModelResources.read("all-minilm-l6-v2-q.onnx"));

        try (OnnxEmbedder embedder = builder.build()) {
            assertThat(builder.fingerprint()).isEqualTo(embedder.fingerprint());
            assertThat(builder.limits()).isEqualTo(embedder.limits());
            assertThat(builder.fingerprint().variant()).isEqualTo("int8-%08x".formatted(crc));
        }
    }

    @Test
    void fingerprintShouldNameTheModelAndItsBuild() {
        assertThat(embedder.fingerprint().toString()).matches("onnx/all-MiniLM-L6-v2/384/int8-[0-9a-f]{8}");
    }

    @Test
    void embedShouldReturnVectorsOfLengthOneForAnyText() {
        List<String> texts = List.of(
                "The invoice is overdue.",
                "🚚👩‍👩‍👧",
                "東京都港区",
                "Ångström café",
                "w".repeat(20_000),
                "\u200b",
                "?",
                "[SEP]");

        EmbeddingResult result = embedder.embed(texts, InputType.DOCUMENT);

        assertThat(result.embeddings()).hasSize(texts.size()).allSatisfy(vector -> {
            assertThat(vector.dimension()).isEqualTo(384);
            assertThat(dot(vector, vector)).isCloseTo(1.0, within(1e-5));
        });
        assertThat(result.tokens())
                .isEqualTo(texts.stream().mapToLong(embedder::tokens).sum());
    }

    @Test
    void vectorShouldNotDependOnTheOtherTextsOfTheRequest() {
        RandomTexts random = new RandomTexts(new Random(7));
        List<String> texts = IntStream.range(0, 500)
                .mapToObj(i -> "record " + i + " " + random.line(1 + i % 12).replaceAll("([yz])\\1{90,}", "$1"))
                .toList();
        List<Embedding> together = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += 50) {
            together.addAll(embedder.embed(texts.subList(from, from + 50), InputType.DOCUMENT)
                    .embeddings());
        }

        List<Embedding> alone = texts.stream()
                .map(text -> embedder.embed(List.of(text), InputType.QUERY)
                        .embeddings()
                        .get(0))
                .toList();

        assertThat(alone).isEqualTo(together);
    }

    @Test
    void embedShouldServeConcurrentCallers() throws Exception {
        List<String> texts =
                IntStream.range(0, 20).mapToObj(i -> "partner " + i).toList();
        List<String> reversed = new ArrayList<>(texts);
        Collections.reverse(reversed);
        List<Embedding> expected =
                new ArrayList<>(embedder.embed(texts, InputType.DOCUMENT).embeddings());
        Collections.reverse(expected);

        ExecutorService callers = Executors.newFixedThreadPool(6);
        try {
            List<Future<EmbeddingResult>> responses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                responses.add(callers.submit(() -> embedder.embed(reversed, InputType.DOCUMENT)));
            }
            for (Future<EmbeddingResult> response : responses) {
                assertThat(response.get(1, TimeUnit.MINUTES).embeddings()).isEqualTo(expected);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void nearestDocumentShouldHaveTheMeaningOfTheQuery() {
        List<Embedding> stored =
                embedder.embed(ErpSamples.DOCUMENTS, InputType.DOCUMENT).embeddings();
        List<String> queries = ErpSamples.QUERIES;
        List<Embedding> asked = embedder.embed(queries, InputType.QUERY).embeddings();

        List<String> wrong = IntStream.range(0, queries.size())
                .filter(i -> nearest(asked.get(i), stored) != i)
                .mapToObj(i -> queries.get(i) + " -> " + ErpSamples.DOCUMENTS.get(nearest(asked.get(i), stored)))
                .toList();

        assertThat(wrong)
                .as("queries, which share hardly a word with their document, that are closer to another document")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void vectorShouldDependOnTheEndOfATextWithinTheLimit() {
        String head = "word ".repeat(240);

        List<Embedding> vectors = embedder.embed(List.of(head + "invoice", head + "penguin"), InputType.DOCUMENT)
                .embeddings();

        assertThat(vectors.get(0)).isNotEqualTo(vectors.get(1));
    }

    @Test
    void embedShouldRejectTheTextWhenItIsTooLong() {
        String fits = "word ".repeat(254);
        String tooLong = fits + "more";

        assertThat(embedder.tokens(fits)).isEqualTo(256);
        assertThat(embedder.embed(List.of(fits), InputType.DOCUMENT).tokens()).isEqualTo(256);
        assertThatThrownBy(() -> embedder.embed(List.of("short", tooLong), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("Text 2 of 2 has 257 tokens")
                .hasMessageContaining("256");
    }

    @Test
    void embedShouldAcceptLongerTextsWhenTheLimitIsRaised() {
        try (OnnxEmbedder wide = OnnxEmbedder.builder()
                .tokensPerInput(OnnxEmbedder.MAX_TOKENS)
                .executor(Runnable::run)
                .build()) {
            String text = "word ".repeat(510);

            assertThat(wide.limits().tokensPerInput()).isEqualTo(512);
            assertThat(wide.embed(List.of(text), InputType.DOCUMENT).tokens()).isEqualTo(512);
            assertThat(wide.embed(List.of("partner"), InputType.DOCUMENT))
                    .isEqualTo(embedder.embed(List.of("partner"), InputType.DOCUMENT));
        }
    }

    @Test
    void embedShouldRejectTheRequestWhenItHasTooManyTexts() {
        int most = embedder.limits().inputs();

        assertThatThrownBy(() -> embedder.embed(Collections.nCopies(most + 1, "text"), InputType.DOCUMENT))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining(String.valueOf(most + 1));
        assertThatThrownBy(() -> embedder.embed(List.of(), InputType.DOCUMENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void embedShouldFailAndRestoreTheInterruptWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> embedder.embed(List.of("partner"), InputType.DOCUMENT))
                .isInstanceOf(TransientException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void embedShouldFailWhenClosed() {
        OnnxEmbedder closed = OnnxEmbedder.builder().threads(1).build();
        closed.close();
        closed.close();

        assertThatThrownBy(() -> closed.embed(List.of("partner"), InputType.DOCUMENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void builderShouldRefuseValuesOutOfRange() {
        OnnxEmbedderBuilder builder = OnnxEmbedder.builder();

        assertThatThrownBy(() -> builder.threads(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.tokensPerInput(15)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.tokensPerInput(513)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void builderShouldRefuseThreadsBesideAnExecutor() {
        assertThatThrownBy(() -> OnnxEmbedder.builder().executor(Runnable::run).threads(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'threads'")
                .hasMessageContaining("'executor'");
        assertThatThrownBy(() -> OnnxEmbedder.builder().threads(1).executor(Runnable::run))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> OnnxEmbedder.builder().threads(1).threads(2))
                .isInstanceOf(IllegalStateException.class);
    }

    private static int nearest(Embedding query, List<Embedding> stored) {
        return IntStream.range(0, stored.size())
                .boxed()
                .max((a, b) -> Double.compare(dot(query, stored.get(a)), dot(query, stored.get(b))))
                .orElseThrow();
    }

    private static double dot(Embedding a, Embedding b) {
        return IntStream.range(0, a.dimension())
                .mapToDouble(i -> (double) a.at(i) * b.at(i))
                .sum();
    }
}
