package io.syncline.benchmarks.retrieval;

import io.syncline.api.HitRanks;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.core.evaluation.ExpectedRecord;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.embedding.InputType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vectors in memory, searched exactly by cosine similarity; a record counts by its best part. Not thread-safe. */
final class VectorList {

    private static final int PER_REQUEST = 32;

    private final Embedder embedder;
    private final List<ExpectedRecord> records = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final Map<String, float[]> queries = new HashMap<>();
    private long tokens;

    VectorList(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Adds a part of a record; one beyond the limit of the model is cut off, as embedding libraries do. */
    void add(ExpectedRecord record, String text) {
        records.add(record);
        texts.add(withinLimit(text));
    }

    private String withinLimit(String text) {
        int limit = embedder.limits().tokensPerInput();
        int length = text.length();
        while (embedder.tokens(text.substring(0, length)) > limit) {
            length = Math.max(1, length * 9 / 10);
        }
        return text.substring(0, length);
    }

    /** Embeds what was added. */
    void embed() {
        for (int from = 0; from < texts.size(); from += PER_REQUEST) {
            List<String> some = texts.subList(from, Math.min(from + PER_REQUEST, texts.size()));
            var result = embedder.embed(some, InputType.DOCUMENT);
            result.embeddings().forEach(embedding -> vectors.add(normalised(embedding)));
            tokens += result.tokens();
        }
    }

    long size() {
        return vectors.size();
    }

    double tokensPerRecord() {
        return (double) tokens / records.stream().distinct().count();
    }

    List<SearchHit> search(SearchRequest request) {
        float[] query = queries.computeIfAbsent(
                request.query(),
                text -> normalised(embedder.embed(List.of(text), InputType.QUERY)
                        .embeddings()
                        .get(0)));
        Map<ExpectedRecord, Integer> best = new HashMap<>();
        double[] scores = new double[vectors.size()];
        for (int i = 0; i < scores.length; i++) {
            ExpectedRecord record = records.get(i);
            if (request.models().isEmpty() || request.models().contains(record.model())) {
                scores[i] = dot(query, vectors.get(i));
                int rival = i;
                best.merge(record, i, (one, other) -> scores[one] >= scores[rival] ? one : rival);
            }
        }
        List<Map.Entry<ExpectedRecord, Integer>> nearest = best.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -scores[entry.getValue()]))
                .limit(request.limit())
                .toList();
        List<SearchHit> hits = new ArrayList<>();
        for (Map.Entry<ExpectedRecord, Integer> entry : nearest) {
            hits.add(new SearchHit(
                    entry.getKey().model(),
                    entry.getKey().id(),
                    scores[entry.getValue()],
                    texts.get(entry.getValue()),
                    0,
                    Map.of(),
                    HitRanks.byMeaning(hits.size() + 1)));
        }
        return hits;
    }

    private static float[] normalised(Embedding embedding) {
        float[] values = embedding.toArray();
        double length = Math.sqrt(dot(values, values));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] / length);
        }
        return values;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
