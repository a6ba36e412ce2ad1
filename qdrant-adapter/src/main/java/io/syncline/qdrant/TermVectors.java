package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.SparseVector;
import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Terms as sparse vectors: an index per term, by its hash, with its weight by BM25. The server multiplies the weights with how
 * rare a term is in the collection.
 */
final class TermVectors {

    private static final double SATURATION = 1.2;
    private static final double LENGTH_NORMALISATION = 0.75;

    /** Words of a usual chunk. The weights of a stored chunk cannot depend on chunks that come later. */
    private static final double MEAN_LENGTH = 60;

    private static final int FNV_OFFSET = 0x811C9DC5;
    private static final int PART_OFFSET = 0x050C5D1F;
    private static final int FNV_PRIME = 0x01000193;

    private TermVectors() {}

    /** The vector of a text that is stored; empty if it has no words. */
    static SparseVector ofText(String text) {
        WordTerms terms = WordAnalysis.ofText(text);
        double length =
                1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * terms.whole().size() / MEAN_LENGTH;
        TreeMap<Long, Double> weights = new TreeMap<>();
        counts(terms.whole(), false)
                .forEach((index, count) -> weights.merge(index, weight(count, length), Double::sum));
        counts(terms.parts(), true).forEach((index, count) -> weights.merge(index, weight(count, length), Double::sum));
        return vector(weights);
    }

    /** The vector of a query; empty if it has no words. */
    static SparseVector ofQuery(String query) {
        WordTerms terms = WordAnalysis.ofQuery(query);
        TreeMap<Long, Double> weights = new TreeMap<>();
        for (String term : terms.whole()) {
            weights.merge(index(term, false), 1.0, Double::sum);
            weights.merge(index(term, true), WordAnalysis.PART_WEIGHT, Double::sum);
        }
        terms.parts().forEach(term -> weights.merge(index(term, false), WordAnalysis.PART_WEIGHT, Double::sum));
        return vector(weights);
    }

    private static Map<Long, Integer> counts(List<String> terms, boolean parts) {
        Map<Long, Integer> counts = new TreeMap<>();
        terms.forEach(term -> counts.merge(index(term, parts), 1, Integer::sum));
        return counts;
    }

    private static double weight(int count, double length) {
        return count * (SATURATION + 1) / (count + SATURATION * length);
    }

    /** An unsigned number of 32 bits; terms and parts have different ones. FNV-1a, mixed since it leaves patterns. */
    private static long index(String term, boolean part) {
        int hash = part ? PART_OFFSET : FNV_OFFSET;
        for (byte next : term.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xFF)) * FNV_PRIME;
        }
        hash ^= hash >>> 16;
        hash *= 0x85EBCA6B;
        hash ^= hash >>> 13;
        return Integer.toUnsignedLong(hash);
    }

    private static SparseVector vector(SortedMap<Long, Double> weights) {
        SparseVector.Builder vector = SparseVector.newBuilder();
        weights.forEach((index, weight) -> vector.addIndices(index.intValue()).addValues(weight.floatValue()));
        return vector.build();
    }
}
