package io.syncline.testkit.memory;

import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Exact search by comparing with every point. */
final class NearestPoints {

    private static final Comparator<SinkHit> BEST_FIRST =
            Comparator.comparingDouble(SinkHit::score).reversed();
    private static final Comparator<SinkHit> ORDER =
            BEST_FIRST.thenComparing(SinkHit::model).thenComparing(SinkHit::id);

    private NearestPoints() {}

    static List<SinkHit> of(Stream<StoredRecord> records, SinkQuery query) {
        return records.map(record -> best(record, query))
                .flatMap(Optional::stream)
                .sorted(ORDER)
                .limit(query.limit())
                .toList();
    }

    private static Optional<SinkHit> best(StoredRecord record, SinkQuery query) {
        return record.points().stream()
                .filter(point -> isFound(point, query))
                .map(point -> hit(point, query.embedding()))
                .min(BEST_FIRST);
    }

    /** Whether a query may find a point. */
    static boolean isFound(StoredPoint point, SinkQuery query) {
        return (query.includeQuarantined() || point.quarantine().isEmpty())
                && query.accepts(point.record(), point.payload());
    }

    /** A point as it is found. */
    static SinkHit hit(StoredPoint point, Embedding query) {
        double score = cosine(point.embedding(), query);
        return new SinkHit(
                point.key().model(), point.record(), score, point.text(), point.chunkIndex(), point.payload());
    }

    /** 0 if one of the vectors is zero. */
    private static double cosine(Embedding a, Embedding b) {
        double dot = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.dimension(); i++) {
            dot += (double) a.at(i) * b.at(i);
            squareA += (double) a.at(i) * a.at(i);
            squareB += (double) b.at(i) * b.at(i);
        }
        double lengths = Math.sqrt(squareA) * Math.sqrt(squareB);
        return lengths == 0 ? 0 : Math.max(-1, Math.min(1, dot / lengths));
    }
}
