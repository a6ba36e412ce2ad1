package io.syncline.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.ScrollPoints;
import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The calls of a cleanup of many records. */
class CleanupCallsTest {

    private static final ModelName PARTNERS = ModelName.of("res.partner");
    private static final int STORED = 75_000;
    private static final int DELETED = 100;
    private static final int PER_CALL = 1_000;
    /** For records that are negative numbers, other numbers or texts, which are listed separately. */
    private static final int PROBES = 4;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name("memory:company")
            .clock(clock)
            .model(PARTNERS, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();

    @Test
    void deletingAHundredAmongSeventyFiveThousandShouldTakeTenCallsAtMost() {
        QdrantServer server = QdrantServer.shared();
        String name = server.freshName();
        ModelKey key = new ModelKey(source.name(), PARTNERS);
        InMemoryEmbedder embedder =
                InMemoryEmbedder.builder().dimension(Documents.DIMENSION).build();
        try (QdrantProxy proxy = new QdrantProxy(server);
                QdrantVectorSink sink = proxy.sink(name).build();
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(embedder)
                        .sink(sink)
                        .metadata(new InMemoryMetadataStore(clock))
                        .build()) {
            sink.prepare(new SinkSchema(embedder.fingerprint()));
            for (int from = 1; from <= STORED; from += PER_CALL) {
                sink.upsert(key, 1, Documents.documents(from, from + PER_CALL - 1L, 1));
            }
            for (int record = 2; record <= STORED; record++) {
                source.put(PARTNERS, RecordId.of(record), Map.of("name", new FieldValue.Text("Partner " + record)));
            }
            // The first run that writes makes the mark of the collection, which takes two calls more.
            engine.cleanup(CleanupRequest.of(PARTNERS.value()));
            for (int record = 2; record <= DELETED + 1; record++) {
                source.delete(PARTNERS, RecordId.of(record));
            }
            AtomicInteger listings = new AtomicInteger();
            proxy.on("Points/Scroll", (request, backend) -> {
                if (!ScrollPoints.parseFrom(request).hasFilter()) {
                    listings.incrementAndGet();
                }
                return backend.call(request);
            });
            int before = proxy.calls();

            CleanupReport report = engine.cleanup(CleanupRequest.of(PARTNERS.value()));

            int calls = proxy.calls() - before;
            assertThat(report.recordsDeleted()).as("%s", report).isEqualTo(DELETED);
            assertThat(calls - listings.get()).as("calls beyond the listing").isLessThanOrEqualTo(10);
            assertThat(listings.get())
                    .as("pages of the listing")
                    .isBetween(STORED / PER_CALL, STORED / PER_CALL + 2 + PROBES);
            assertThat(sink.count(key)).isEqualTo(STORED - DELETED - 1);
        }
    }
}
