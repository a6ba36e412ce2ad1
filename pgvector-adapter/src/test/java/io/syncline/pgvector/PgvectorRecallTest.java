package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.BANKS;
import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.query;
import static io.syncline.pgvector.PgvectorPoints.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkHit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searches by the index at its default settings, compared with all vectors. */
class PgvectorRecallTest {

    private static final int DIMENSION = 32;
    private static final int LARGE = 5000;
    private static final int SMALL = 250;
    private static final int QUERIES = 40;
    private static final int NEIGHBOURS = 10;

    /** Vectors depend on these; those of queries come after them. */
    private static final long FIRST_OF_SMALL = 1_000_000;

    private static final long FIRST_QUERY = 2_000_000;

    private final PgvectorTestSchema schema = PgvectorTestSchema.create();
    private final PgvectorSink sink = schema.pooledSink().build();

    @AfterEach
    void close() {
        sink.close();
        schema.close();
    }

    @Test
    void searchShouldFindAlmostAllNearestOfALargeAndOfASmallModel() {
        sink.prepare(PgvectorPoints.schema(DIMENSION));
        store(PARTNERS, 1, LARGE);
        store(BANKS, FIRST_OF_SMALL, SMALL);
        sink.loaded();
        assertThat(schema.text("SELECT count(*) FROM pg_indexes WHERE schemaname = '" + schema.name()
                        + "' AND indexname = 'syncline_g1_embedding'"))
                .isEqualTo("1");
        assertThat(recall(PARTNERS, 1, LARGE)).isGreaterThanOrEqualTo(0.95);
        assertThat(recall(BANKS, FIRST_OF_SMALL, SMALL))
                .as("five of a hundred points")
                .isGreaterThanOrEqualTo(0.95);
    }

    private void store(ModelKey key, long first, int count) {
        for (long from = first; from < first + count; from += 500) {
            List<EmbeddedDocument> page = LongStream.range(from, Math.min(from + 500, first + count))
                    .mapToObj(id -> PgvectorPoints.document(RecordId.of(id), vector(id, DIMENSION), Map.of()))
                    .toList();
            sink.upsert(key, 1, page);
        }
    }

    private double recall(ModelKey key, long first, int count) {
        Map<Long, float[]> stored = LongStream.range(first, first + count)
                .boxed()
                .collect(Collectors.toMap(id -> id, id -> UnitVectors.of(vector(id, DIMENSION))));
        long found = 0;
        for (long seed = FIRST_QUERY; seed < FIRST_QUERY + QUERIES; seed++) {
            Embedding wanted = vector(seed, DIMENSION);
            float[] unit = UnitVectors.of(wanted);
            Set<RecordId> nearest = stored.entrySet().stream()
                    .sorted(Comparator.comparingDouble(point -> -cosine(unit, point.getValue())))
                    .limit(NEIGHBOURS)
                    .map(point -> RecordId.of(point.getKey()))
                    .collect(Collectors.toSet());
            found += sink.search(query(key, wanted, NEIGHBOURS)).stream()
                    .map(SinkHit::id)
                    .filter(nearest::contains)
                    .count();
        }
        return (double) found / (QUERIES * NEIGHBOURS);
    }

    private static double cosine(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
