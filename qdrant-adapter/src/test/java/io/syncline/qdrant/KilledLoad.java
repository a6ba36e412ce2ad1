package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.PARTNERS;
import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** A load of 20,000 records in calls of 500, and the records that must be stored after it and after each kill. */
final class KilledLoad {

    static final String COLLECTION = "killed";
    static final int RECORDS = 20_000;
    static final int CALLS = 40;

    private static final int PER_CALL = RECORDS / CALLS;
    private static final int PAGE = 5_000;

    private KilledLoad() {}

    /** The records of one call. */
    static List<EmbeddedDocument> batch(int call) {
        return LongStream.rangeClosed(call * (long) PER_CALL + 1, (call + 1L) * PER_CALL)
                .mapToObj(record -> document(record, version(record), 1))
                .toList();
    }

    /** Neither equal within a request nor ascending with the records. */
    private static long version(long record) {
        return 1 + record * 7 % 1_000;
    }

    /** Checks that the records of the first calls are stored. */
    static void assertStored(QdrantVectorSink sink, int calls, long seed) {
        Set<Long> stored = new HashSet<>();
        IdPage page = sink.ids(PARTNERS, IdRange.ALL, PAGE);
        while (true) {
            page.entries().forEach(entry -> stored.add(entry.id().number()));
            if (page.end()) {
                break;
            }
            page = sink.ids(PARTNERS, IdRange.after(page.resumeAfter()), PAGE);
        }
        assertThat(LongStream.rangeClosed(1, calls * (long) PER_CALL).filter(record -> !stored.contains(record)))
                .as("acknowledged records that are lost, seed %s", seed)
                .isEmpty();
    }

    /** Checks that each record is stored once, completely and with its own content. */
    static void assertEveryRecordStoredOnce(QdrantServer server, QdrantVectorSink sink) {
        Set<Long> records = new HashSet<>();
        forEachPoint(server, point -> {
            long record = point.getPayloadOrThrow("record_id").getIntegerValue();
            assertThat(records.add(record))
                    .as("record %s is there once", record)
                    .isTrue();
            assertThat(point.getPayloadOrThrow("text").getStringValue())
                    .isEqualTo(Documents.text(record, version(record), 0));
            assertThat(point.getPayloadOrThrow("source_version").getIntegerValue())
                    .isEqualTo(version(record));
            assertThat(point.getVectors().getVectors().getVectorsMap()).containsKey("text");
        });
        assertThat(records).hasSize(RECORDS);
        assertThat(sink.count(PARTNERS)).isEqualTo(RECORDS);
    }

    private static void forEachPoint(QdrantServer server, Consumer<RetrievedPoint> check) {
        ScrollPoints.Builder request = ScrollPoints.newBuilder()
                .setCollectionName(COLLECTION)
                .setLimit(PAGE)
                .setWithPayload(PayloadFields.all())
                .setWithVectors(WithVectorsSelector.newBuilder().setEnable(true));
        ScrollResponse response;
        do {
            response = server.points().scroll(request.build());
            response.getResultList().forEach(check);
            request.setOffset(response.getNextPageOffset());
        } while (response.hasNextPageOffset());
    }
}
