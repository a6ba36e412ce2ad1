package io.syncline.testkit.memory;

import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.words.WordAnalysis;
import io.syncline.core.port.words.WordTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Search by words, by BM25 over all points that may be found. */
final class WordMatches {

    private static final double SATURATION = 1.2;
    private static final double LENGTH_NORMALISATION = 0.75;

    private static final Comparator<Rated> BEST_FIRST = Comparator.comparingDouble(Rated::score)
            .reversed()
            .thenComparing(rated -> rated.text().point().key().model())
            .thenComparing(rated -> rated.text().point().record())
            .thenComparingInt(rated -> rated.text().point().chunkIndex());

    private final List<Text> texts;
    private final double meanLength;

    private WordMatches(List<Text> texts) {
        this.texts = texts;
        this.meanLength = texts.stream().mapToInt(Text::length).average().orElse(1);
    }

    static List<SinkHit> of(Stream<StoredRecord> records, SinkQuery query, String words) {
        List<Text> texts = records.flatMap(record -> record.points().stream())
                .filter(point -> NearestPoints.isFound(point, query))
                .map(Text::of)
                .toList();
        Map<Object, SinkHit> best = new LinkedHashMap<>();
        for (Rated rated : new WordMatches(texts).rated(WordAnalysis.ofQuery(words))) {
            SinkHit hit = NearestPoints.hit(rated.text().point(), query.embedding());
            best.putIfAbsent(List.of(hit.model(), hit.id()), hit);
        }
        return best.values().stream().limit(query.limit()).toList();
    }

    private List<Rated> rated(WordTerms query) {
        Map<Text, Double> scores = new HashMap<>();
        for (String term : query.whole()) {
            add(scores, term, false, 1);
            add(scores, term, true, WordAnalysis.PART_WEIGHT);
        }
        query.parts().forEach(term -> add(scores, term, false, WordAnalysis.PART_WEIGHT));
        List<Rated> rated = new ArrayList<>();
        scores.forEach((text, score) -> rated.add(new Rated(text, score)));
        rated.sort(BEST_FIRST);
        return rated;
    }

    private void add(Map<Text, Double> scores, String term, boolean inParts, double weight) {
        List<Text> matching =
                texts.stream().filter(text -> text.count(term, inParts) > 0).toList();
        double rarity = Math.log(1 + (texts.size() - matching.size() + 0.5) / (matching.size() + 0.5));
        for (Text text : matching) {
            long count = text.count(term, inParts);
            double length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * text.length() / meanLength;
            double frequency = count * (SATURATION + 1) / (count + SATURATION * length);
            scores.merge(text, weight * rarity * frequency, Double::sum);
        }
    }

    private record Text(StoredPoint point, WordTerms terms) {

        static Text of(StoredPoint point) {
            return new Text(point, WordAnalysis.ofText(point.text()));
        }

        int length() {
            return terms.whole().size();
        }

        long count(String term, boolean inParts) {
            return (inParts ? terms.parts() : terms.whole())
                    .stream().filter(term::equals).count();
        }
    }

    private record Rated(Text text, double score) {}
}
