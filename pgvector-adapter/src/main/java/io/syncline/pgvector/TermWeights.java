package io.syncline.pgvector;

import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.util.List;
import java.util.stream.Stream;

/**
 * The terms of a query as {@code tsquery}s. A word finds words, and parts of words with less weight; a part finds words with
 * less weight.
 *
 * @param words terms that are words
 * @param partial terms that are parts of words
 */
record TermWeights(List<String> words, List<String> partial) {

    static TermWeights of(WordTerms terms) {
        return new TermWeights(
                terms.whole().stream().map(TermVector::lexeme).distinct().toList(),
                terms.parts().stream()
                        .map(part -> TermVector.lexeme(part) + ":A")
                        .distinct()
                        .toList());
    }

    /** The queries, one per term. */
    String[] queries() {
        return Stream.concat(words.stream(), partial.stream()).toArray(String[]::new);
    }

    /** What the occurrence of each term as a part of a word counts. */
    float[] parts() {
        float[] parts = new float[words.size() + partial.size()];
        for (int i = 0; i < words.size(); i++) {
            parts[i] = (float) WordAnalysis.PART_WEIGHT;
        }
        return parts;
    }

    /**
     * What each term counts: the more, the rarer it is.
     *
     * @param chunks how many there are
     * @param frequencies how many of them have each term
     */
    double[] weighted(long chunks, List<Long> frequencies) {
        double[] weights = new double[frequencies.size()];
        for (int i = 0; i < weights.length; i++) {
            long having = frequencies.get(i);
            double rarity = Math.log(1 + (Math.max(chunks, having) - having + 0.5) / (having + 0.5));
            weights[i] = i < words.size() ? rarity : rarity * WordAnalysis.PART_WEIGHT;
        }
        return weights;
    }
}
