package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.near;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.vector.SourceContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that the release before schema version 4 wrote is read as it is, and taken over without a loss by the first write. */
class EarlierIndexTest {

    private static final ModelKey PARTNERS = new ModelKey("memory:erp", ModelName.of("res.partner"));
    private static final ModelKey PRODUCTS = new ModelKey("memory:erp", ModelName.of("product.template"));
    private static final ModelKey LEADS = new ModelKey("memory:erp", ModelName.of("crm.lead"));
    private static final StateKey UNASSIGNED = StateKey.unassigned(ModelName.of("res.partner"));
    private static final SinkSchema SCHEMA = new SinkSchema(new EmbedderFingerprint("memory", "hashed-words", 4, ""));
    private static final Quarantine QUARANTINE =
            Quarantine.of(Instant.parse("2026-11-28T09:05:00Z"), Duration.ofDays(7));

    @TempDir
    Path directory;

    private Path file;

    /** All that ports read of a file. */
    private record Content(
            Map<RecordId, RecordStamp> partners,
            Map<RecordId, RecordStamp> products,
            Map<RecordId, RecordStamp> leads,
            List<SinkHit> hits,
            List<?> quarantined,
            List<SourceContent> sources) {

        static Content of(VectorSink sink) {
            return new Content(
                    stamps(sink, PARTNERS),
                    stamps(sink, PRODUCTS),
                    stamps(sink, LEADS),
                    sink.search(SinkQuery.builder()
                            .source("memory:erp")
                            .embedding(Embedding.of(1, 2, 3, 4))
                            .limit(100)
                            .build()),
                    ((QuarantiningSink) sink)
                            .quarantined(PARTNERS, IdRange.ALL, 10)
                            .entries(),
                    ((SourceCatalog) sink).contents());
        }

        private static Map<RecordId, RecordStamp> stamps(VectorSink sink, ModelKey key) {
            List<RecordId> ids = sink.ids(key, IdRange.ALL, 1000).entries().stream()
                    .map(entry -> entry.id())
                    .toList();
            assertThat(sink.count(key)).isEqualTo(ids.size());
            return sink.stamps(key, ids);
        }
    }

    @BeforeEach
    void copyFile() throws IOException {
        file = directory.resolve("index.db");
        try (var content = EarlierIndexTest.class.getResourceAsStream("version-3/index.db")) {
            Files.copy(content, file);
        }
    }

    @Test
    void fileShouldBeReadAsItIs() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (VectorSink sink = store(file).vectorSink();
                MetadataStore metadata = store(file).metadataStore()) {
            assertThat(sink.open(SCHEMA)).isEqualTo(new SinkIdentity(SinkIdentity.UNKNOWN, "file " + file));
            assertThat(((SourceCatalog) sink).identity().id()).isEqualTo(SinkIdentity.UNKNOWN);
            Content content = Content.of(sink);
            assertThat(content.partners().keySet()).containsExactlyElementsOf(ids(1, 13));
            assertThat(content.leads().keySet()).containsExactlyElementsOf(ids(1, 9));
            assertThat(content.products().keySet())
                    .containsExactly(RecordId.of(10), RecordId.of(20), RecordId.of(30), RecordId.of(60));
            assertThat(content.partners().get(RecordId.of(5)).quarantine()).contains(QUARANTINE);
            assertThat(content.hits()).hasSize(22);
            assertThat(content.sources()).containsExactly(source(LEADS, 8), source(PRODUCTS, 4), source(PARTNERS, 12));
            assertThat(sink.mark(PARTNERS)).isEmpty();
            assertStates(metadata);
        }
        assertThat(file).hasBinaryContent(before);
        assertThat(directory).isDirectoryNotContaining("glob:**{-wal,-shm}");
    }

    private static void assertStates(MetadataStore metadata) {
        assertThat(metadata.keys())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("res.partner", "product.template", "crm.lead", "sale.order")
                                .map(model -> StateKey.unassigned(ModelName.of(model)))
                                .toList());
        ModelState partners = metadata.read(UNASSIGNED).state();
        assertThat(partners.epoch()).isEqualTo(1_795_856_700_001L);
        assertThat(partners.watermark()).contains(Instant.parse("2026-11-28T09:05:00Z"));
        assertThat(metadata.read(StateKey.unassigned(LEADS.model()))
                        .state()
                        .checkpoint()
                        .orElseThrow()
                        .cursor())
                .isEqualTo(Cursor.after(8));
        assertThat(metadata.failures(StateKey.unassigned(PRODUCTS.model()), Cursor.START, 10))
                .extracting(FailedRecord::id)
                .containsExactly(RecordId.of(40), RecordId.of(50));
        assertThat(((SharedDocuments) metadata).document("budget").text()).isEqualTo("{\"spent\": 12}");
    }

    @Test
    void preparedFileShouldHaveAnIdentityAndLoseNothing() throws IOException, SQLException {
        try (VectorSink sink = store(file).vectorSink()) {
            Content before = Content.of(sink);
            SinkIdentity identity = sink.prepare(SCHEMA);

            assertThat(identity.id()).isNotEqualTo(SinkIdentity.UNKNOWN).hasSize(32);
            assertThat(sink.prepare(SCHEMA)).isEqualTo(identity);
            assertThat(sink.open(SCHEMA)).isEqualTo(identity);
            assertThat(Content.of(sink)).isEqualTo(before);
            assertThat(sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, new SinkMark(1, Optional.empty())))
                    .isTrue();
        }
        try (MetadataStore metadata = store(file).metadataStore()) {
            assertStates(metadata);
        }
        assertThat(points()).isEqualTo(earlierPoints());
        assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void stateShouldBeWrittenToTheTablesOfAnEarlierRelease() {
        StateKey key = new StateKey("memory:erp", PARTNERS.model(), "f1");
        try (MetadataStore metadata = store(file).metadataStore()) {
            assertThat(metadata.compareAndSet(key, 0, ModelState.NEW)).isTrue();
            long epoch = metadata.read(UNASSIGNED).state().epoch();
            assertThat(metadata.move(UNASSIGNED, 6, epoch, new StateKey("a", PARTNERS.model(), "f1")))
                    .isTrue();

            Set<StateKey> keys = new HashSet<>(metadata.keys());
            assertThat(keys).hasSize(5).contains(key).doesNotContain(UNASSIGNED);
        }
    }

    @Test
    void recordsOfAnyIdShouldBeStoredBesideThoseOfAnEarlierRelease() {
        try (VectorSink sink = store(file).vectorSink()) {
            sink.prepare(SCHEMA);
            sink.upsert(
                    PARTNERS,
                    1_800_000_000_000L,
                    List.of(near(RecordId.of("10"), 1, 0, 0, 0), near(RecordId.of(-10), 1, 0, 0, 0)));

            assertThat(sink.count(PARTNERS)).isEqualTo(14);
            assertThat(sink.stamps(PARTNERS, List.of(RecordId.of("10"), RecordId.of(10), RecordId.of("11"))))
                    .containsOnlyKeys(RecordId.of("10"), RecordId.of(10));
        }
    }

    @Test
    void anotherEmbedderShouldBeRefusedBeforeAnythingIsMigrated() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (VectorSink sink = store(file).vectorSink()) {
            SinkSchema other = new SinkSchema(new EmbedderFingerprint("memory", "hashed-words", 5, ""));

            assertThatThrownBy(() -> sink.open(other)).isInstanceOf(SetupException.class);
            assertThatThrownBy(() -> sink.prepare(other)).isInstanceOf(SetupException.class);
        }
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void openSinkShouldReadOnWhenAnotherOneMigratesTheFile() {
        try (VectorSink reader = store(file).vectorSink();
                MetadataStore metadata = store(file).metadataStore();
                VectorSink writer = store(file).vectorSink()) {
            assertThat(reader.open(SCHEMA).id()).isEqualTo(SinkIdentity.UNKNOWN);
            Content before = Content.of(reader);
            assertStates(metadata);

            SinkIdentity identity = writer.prepare(SCHEMA);

            assertThat(reader.open(SCHEMA)).isEqualTo(identity);
            assertThat(Content.of(reader)).isEqualTo(before);
            assertStates(metadata);
        }
    }

    @Test
    void migrationThatFailsShouldChangeNothing() throws SQLException {
        Schema broken = new Schema(Stream.concat(
                        Schema.CURRENT.migrations().stream(), Stream.of("CREATE TABLE extra (a); DROP TABLE no_such"))
                .toList());

        assertThatThrownBy(() -> new IndexFile(file, Duration.ZERO, broken).prepare())
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no_such");

        assertThat(query("PRAGMA user_version")).containsExactly("3");
        assertThat(query("SELECT count(*) FROM state")).containsExactly("4");
        assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
        try (MetadataStore metadata = store(file).metadataStore()) {
            assertStates(metadata);
        }
    }

    @Test
    void tableThatSomebodyHasChangedShouldNotBeMigratedHalfway() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.run(
                    connection,
                    "PRAGMA writable_schema = ON;"
                            + " UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (record_id > 0)', '') WHERE name = 'point'");
        }

        try (VectorSink sink = store(file).vectorSink()) {
            assertThatThrownBy(() -> sink.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("setting.value");
        }
        assertThat(query("PRAGMA user_version")).containsExactly("3");
    }

    private List<String> points() throws SQLException {
        return query(
                "SELECT concat_ws(' ', id, record_id, model_name, content_hash, source_version, epoch, chunk_index,"
                        + " chunk_count, point_type) FROM points ORDER BY id");
    }

    private static List<String> earlierPoints() throws IOException {
        try (var text = EarlierIndexTest.class.getResourceAsStream("version-3/points.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static SourceContent source(ModelKey key, long records) {
        return new SourceContent(key, records, Optional.empty());
    }

    private static List<RecordId> ids(long from, long to) {
        return LongStream.range(from, to).mapToObj(RecordId::of).toList();
    }
}
