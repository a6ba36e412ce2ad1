package io.syncline.qdrant;

import static io.syncline.qdrant.Documents.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collection that the version before identities, marks and texts as ids has filled, with the state it left: a snapshot of
 * the server, made after syncs of three models of two sources and a cleanup into quarantine. It is taken over as it is.
 */
class EarlierCollectionTest extends AbstractServerTest {

    private static final String NAME = "records";
    private static final ModelKey PARTNERS = new ModelKey("memory:erp", ModelName.of("res.partner"));
    private static final ModelKey PRODUCTS = new ModelKey("memory:erp", ModelName.of("product.template"));
    private static final ModelKey CUSTOMERS = new ModelKey("memory:shop", ModelName.of("res.partner"));

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-28T08:00:00Z"));
    private final InMemoryRecordSource source = InMemoryRecordSource.builder()
            .name(PARTNERS.source())
            .clock(clock)
            .model(
                    PARTNERS.model(),
                    text("name", "Name"),
                    text("city", "City"),
                    new FieldDescription("rank", "Rank", FieldType.WHOLE))
            .model(PRODUCTS.model(), text("name", "Name"))
            .build();
    private final InMemoryEmbedder embedder =
            InMemoryEmbedder.builder().dimension(16).build();
    private final SinkSchema schema = new SinkSchema(embedder.fingerprint());

    @TempDir
    private Path directory;

    @BeforeEach
    void restore() {
        new QdrantSnapshots(server).restore(NAME + "-g1", resource("earlier-collection.snapshot.gz"));
        server.point(NAME, NAME + "-g1");
        for (long record = 1; record <= 30; record++) {
            if (record != 5 && record != 9) {
                putPartner(record);
            }
        }
        for (long record = 10; record <= 60; record += 10) {
            source.put(
                    PRODUCTS.model(),
                    RecordId.of(record),
                    Map.of("name", new FieldValue.Text("Product " + record / 10)));
        }
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void readersShouldOpenItAndChangeNothing() {
        var before = server.info(NAME);
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            assertThat(sink.open(schema).id()).isEqualTo(SinkIdentity.UNKNOWN);
            assertThat(sink.contents())
                    .containsExactly(
                            new SourceContent(PRODUCTS, 6, Optional.empty()),
                            new SourceContent(PARTNERS, 30, Optional.empty()),
                            new SourceContent(CUSTOMERS, 4, Optional.empty()));
            assertThat(sink.ids(PARTNERS, IdRange.ALL, 100).entries()).hasSize(30);
            assertThat(sink.quarantined(PARTNERS, IdRange.ALL, 100).entries())
                    .extracting(entry -> entry.id().number())
                    .containsExactly(5L, 9L);
            assertThat(sink.listsInOrder(PARTNERS)).isTrue();
            assertThat(sink.mark(PARTNERS)).isEmpty();
            var stamps = sink.stamps(PARTNERS, List.of(RecordId.of(7), RecordId.of(8)));
            assertThat(stamps)
                    .hasSize(2)
                    .allSatisfy((id, stamp) -> assertThat(stamp.intact()).isTrue());
        }

        assertThat(server.info(NAME).getConfig()).isEqualTo(before.getConfig());
        assertThat(server.info(NAME).getPayloadSchemaMap()).isEqualTo(before.getPayloadSchemaMap());
        assertThat(server.all(NAME)).hasSize(43);
    }

    @Test
    void syncsWithTheStateOfThatVersionShouldLoseNothingAndEmbedOnlyChangedTexts() throws IOException {
        Path state = directory.resolve("state.json");
        Files.write(state, resource("earlier-state.json"));

        try (MetadataStore store = FileMetadataStore.open(state, clock)) {
            assertOnlyChangedTextsAreEmbedded(store);
        }
    }

    @Test
    void syncsWithoutAnyStateShouldLoseNothingAndEmbedOnlyChangedTexts() {
        assertOnlyChangedTextsAreEmbedded(new InMemoryMetadataStore(clock));
    }

    @Test
    void recordsOfOtherKindsShouldBeStoredBesideThose() {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            sink.prepare(schema);
            long epoch = clock.instant().toEpochMilli();
            sink.upsert(
                    PARTNERS,
                    epoch,
                    List.of(
                            document(-3, 1, 2, 16),
                            Documents.in(16, RecordId.of("7"), 1),
                            Documents.in(16, RecordId.of("8f14e45f-ceea-467f-a8f8-1c2d3e4f5a6b"), 1)));

            assertThat(sink.count(PARTNERS)).isEqualTo(33);
            assertThat(sink.listsInOrder(PARTNERS)).isFalse();
            assertThat(sink.stamps(PARTNERS, List.of(RecordId.of("7"), RecordId.of(7), RecordId.of(-3))))
                    .hasSize(3);
        }
    }

    @Test
    void sourceShouldBeRenamedAndDroppedWithoutBeingPrepared() {
        try (QdrantVectorSink sink = server.sink(NAME).build()) {
            long epoch = clock.instant().toEpochMilli();
            sink.rename(CUSTOMERS, "shop", epoch);
            sink.drop(PRODUCTS, epoch);

            assertThat(sink.contents())
                    .containsExactly(
                            new SourceContent(PARTNERS, 30, Optional.empty()),
                            new SourceContent(new ModelKey("shop", CUSTOMERS.model()), 4, Optional.empty()));
        }
    }

    private void assertOnlyChangedTextsAreEmbedded(MetadataStore store) {
        Map<String, RetrievedPoint> before = points();
        try (SyncEngine engine = engine(store)) {
            SyncReport partners = engine.sync(SyncRequest.of(PARTNERS.model().value()));
            assertThat(partners.outcome()).as("%s", partners).isEqualTo(RunOutcome.COMPLETED);
            assertThat(partners.syncType()).isEqualTo(SyncType.FULL);
            assertThat(partners.recordsUnchanged()).isEqualTo(27);
            assertThat(partners.recordsEmbedded())
                    .as("the one with several chunks, which open with its name now")
                    .isEqualTo(1);
            long texts = embedder.embeddedTexts();
            SyncReport products = engine.sync(SyncRequest.of(PRODUCTS.model().value()));
            assertThat(products.recordsUnchanged()).as("%s", products).isEqualTo(6);
            assertThat(embedder.embeddedTexts()).isEqualTo(texts);

            Map<String, RetrievedPoint> after = points();
            after.keySet().retainAll(before.keySet());
            after.values().removeIf(EarlierCollectionTest::isOfTheLongRecord);
            before.values().removeIf(EarlierCollectionTest::isOfTheLongRecord);
            assertThat(after).isEqualTo(before);

            putPartner(31);
            clock.advance(Duration.ofHours(1));
            SyncReport next = engine.sync(SyncRequest.of(PARTNERS.model().value()));
            assertThat(next.syncType()).as("%s", next).isEqualTo(SyncType.INCREMENTAL);
            assertThat(next.recordsEmbedded()).isEqualTo(1);
            assertThat(engine.search(SearchRequest.builder()
                            .query("Partner 31 Colombo")
                            .model(PARTNERS.model())
                            .build()))
                    .extracting(hit -> hit.id())
                    .contains(RecordId.of(31))
                    .doesNotContain(RecordId.of(5), RecordId.of(9));
        }
    }

    private SyncEngine engine(MetadataStore store) {
        return SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(server.sink(NAME).bulkLoad(true).build())
                .metadata(store)
                .model(
                        PARTNERS.model().value(),
                        ModelSettings.builder()
                                .addFields("name", "city")
                                .addPayload("city", "rank")
                                .build())
                .build();
    }

    private static boolean isOfTheLongRecord(RetrievedPoint point) {
        return point.getPayloadMap()
                        .get("model_name")
                        .getStringValue()
                        .equals(PARTNERS.model().value())
                && point.getPayloadMap().get("record_id").getIntegerValue() == 7;
    }

    private void putPartner(long record) {
        source.put(
                PARTNERS.model(),
                RecordId.of(record),
                Map.of(
                        "name",
                        new FieldValue.Text(
                                "Partner " + record + (record == 7 ? " with a long history.".repeat(300) : "")),
                        "city",
                        new FieldValue.Text(record % 2 == 0 ? "Köln" : "Colombo"),
                        "rank",
                        new FieldValue.Whole(record * 1_000_000_007L)));
    }

    private Map<String, RetrievedPoint> points() {
        Map<String, RetrievedPoint> points = new HashMap<>();
        server.all(NAME).forEach(point -> points.put(point.getId().getUuid(), point));
        return points;
    }

    private static FieldDescription text(String name, String label) {
        return new FieldDescription(name, label, FieldType.TEXT);
    }

    private static byte[] resource(String name) {
        try (InputStream in = EarlierCollectionTest.class.getResourceAsStream(name)) {
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
