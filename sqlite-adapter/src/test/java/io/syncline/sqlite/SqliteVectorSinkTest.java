package io.syncline.sqlite;

import static io.syncline.sqlite.TestPoints.PARTNERS;
import static io.syncline.sqlite.TestPoints.SCHEMA;
import static io.syncline.sqlite.TestPoints.document;
import static io.syncline.sqlite.TestPoints.documents;
import static io.syncline.sqlite.TestPoints.ids;
import static io.syncline.sqlite.TestPoints.near;
import static io.syncline.sqlite.TestPoints.schema;
import static io.syncline.sqlite.TestPoints.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.syncline.api.ModelName;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteVectorSinkTest {

    @TempDir
    Path directory;

    private Path file;
    private VectorSink sink;

    @BeforeEach
    void open() {
        file = directory.resolve("index.db");
        sink = store(file).vectorSink();
        sink.prepare(SCHEMA);
    }

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void stampsShouldDescribeStoredRecords() {
        sink.upsert(PARTNERS, 7, List.of(document(5, 42, 3)));

        assertThat(sink.stamps(PARTNERS, ids(4, 5, 6)))
                .containsExactly(Map.entry(
                        RecordId.of(5), new RecordStamp(RecordId.of(5), 42, "hash-5-42", "fp", 3, 3, 7, true)));
    }

    @Test
    void stampsShouldAnswerForAThousandIdsInOneCall() {
        sink.upsert(PARTNERS, 1, documents(1, 1001, 1, 2));

        assertThat(sink.stamps(
                        PARTNERS,
                        documents(1, 1001, 1, 1).stream().map(d -> d.id()).toList()))
                .hasSize(1000)
                .allSatisfy((id, stamp) -> assertThat(stamp.intact()).isTrue());
    }

    @Test
    void surplusChunksShouldStayUntilTrimmed() {
        sink.upsert(PARTNERS, 1, List.of(document(5, 1, 4)));
        sink.upsert(PARTNERS, 1, List.of(document(5, 2, 2)));

        assertThat(stamp(5).storedChunks()).isEqualTo(4);
        assertThat(stamp(5).intact()).isTrue();

        sink.trim(PARTNERS, 1, Map.of(RecordId.of(5), 2, RecordId.of(77), 1));

        assertThat(stamp(5).storedChunks()).isEqualTo(2);
    }

    @Test
    void stampShouldNotBeIntactWhenAPromisedChunkIsOfAnotherVersion() throws SQLException {
        sink.upsert(PARTNERS, 1, List.of(document(5, 1, 3)));
        execute("UPDATE point SET content_hash = 'other' WHERE chunk_index = 2");

        assertThat(stamp(5).intact()).isFalse();
    }

    @Test
    void stampShouldNotBeIntactWhenTheFirstChunkIsMissing() throws SQLException {
        sink.upsert(PARTNERS, 1, List.of(document(5, 1, 3)));
        execute("DELETE FROM point WHERE chunk_index = 0");

        assertThat(stamp(5).intact()).isFalse();
        assertThat(stamp(5).storedChunks()).isEqualTo(2);
    }

    @Test
    void upsertShouldLoseTheRaceAndChangeNothingWhenANewerRunHasWritten() {
        sink.upsert(PARTNERS, 9, List.of(document(2, 1, 1)));

        assertThatThrownBy(() -> sink.upsert(PARTNERS, 8, documents(1, 4, 99, 1)))
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("Record 2 of res.partner of odoo")
                .hasMessageContaining("epoch 8");
        assertThat(sink.count(PARTNERS)).as("records").isEqualTo(1);
        assertThat(stamp(2).sourceVersion()).isEqualTo(1);
    }

    @Test
    void upsertShouldReplaceANewerVersionWhenItsEpochIsGreater() {
        sink.upsert(PARTNERS, 1, List.of(document(2, 100, 1)));
        sink.upsert(PARTNERS, 2, List.of(document(2, 50, 1)));

        assertThat(stamp(2).sourceVersion()).isEqualTo(50);
    }

    @Test
    void deletionShouldLoseTheRaceAndDeleteNothingWhenANewerRunHasWritten() {
        sink.upsert(PARTNERS, 1, documents(1, 4, 1, 2));
        sink.upsert(PARTNERS, 2, List.of(document(3, 1, 2)));

        assertThatThrownBy(() -> sink.delete(PARTNERS, 1, ids(1, 2, 3))).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> sink.trim(PARTNERS, 1, Map.of(RecordId.of(1), 1, RecordId.of(3), 1)))
                .isInstanceOf(LostRaceException.class);
        assertThat(sink.count(PARTNERS)).isEqualTo(3);
        assertThat(stamp(1).storedChunks()).isEqualTo(2);
    }

    @Test
    void deletionShouldIgnoreRecordsAndModelsThatAreNotThere() {
        sink.upsert(PARTNERS, 1, documents(1, 4, 1, 2));

        sink.delete(PARTNERS, 1, ids(2, 99));
        sink.delete(new ModelKey("odoo", ModelName.of("no.such")), 1, ids(1));

        assertThat(listing(10)).extracting(IdAndVersion::id).containsExactlyElementsOf(ids(1, 3));
    }

    @Test
    void listingShouldNameEachRecordOnceWhateverThePageSize() {
        sink.upsert(PARTNERS, 1, documents(1, 120, 5, 3));
        sink.upsert(PARTNERS, 1, List.of(document(Long.MAX_VALUE, 6, 2)));

        for (int limit : new int[] {1, 7, 120, 1000}) {
            assertThat(listing(limit))
                    .as("by %s", limit)
                    .hasSize(120)
                    .isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
        }
        assertThat(sink.ids(PARTNERS, IdRange.of(3, 5), 10).entries())
                .containsExactly(new IdAndVersion(RecordId.of(4), 5), new IdAndVersion(RecordId.of(5), 5));
    }

    @Test
    void recordsOfAnyIdShouldBeStoredReadAndListedInTheirOrder() {
        List<RecordId> ordered = TestPoints.ORDERED_IDS;
        List<EmbeddedDocument> documents = new ArrayList<>();
        ordered.forEach(id -> documents.add(near(id, 1, 0, documents.size())));
        Collections.reverse(documents);
        sink.upsert(PARTNERS, 1, documents);

        assertThat(sink.listsInOrder(PARTNERS)).isTrue();
        assertThat(sink.count(PARTNERS)).isEqualTo(ordered.size());
        assertThat(sink.stamps(PARTNERS, ordered).keySet()).containsExactlyElementsOf(ordered);
        for (int limit : new int[] {1, 3, 100}) {
            assertThat(listing(limit)).extracting(IdAndVersion::id).isEqualTo(ordered);
        }
        for (int i = 0; i < ordered.size(); i++) {
            IdRange range = new IdRange(Cursor.START, Cursor.after(ordered.get(i)));
            assertThat(sink.ids(PARTNERS, range, 100).entries())
                    .extracting(IdAndVersion::id)
                    .isEqualTo(ordered.subList(0, i + 1));
            assertThat(sink.ids(PARTNERS, IdRange.after(range.upTo()), 100).entries())
                    .extracting(IdAndVersion::id)
                    .isEqualTo(ordered.subList(i + 1, ordered.size()));
        }
        assertThat(search(100, 1, 0, 5)).extracting(SinkHit::id).containsExactlyInAnyOrderElementsOf(ordered);
        sink.delete(PARTNERS, 1, List.of(RecordId.of("9"), RecordId.of(10)));
        assertThat(sink.stamps(PARTNERS, ordered)).containsKeys(RecordId.of(9), RecordId.of("10"));
        assertThat(sink.count(PARTNERS)).isEqualTo(ordered.size() - 2L);
    }

    @Test
    void quarantineShouldHideTheRecordOfOneKindOfId() {
        QuarantiningSink quarantining = (QuarantiningSink) sink;
        sink.upsert(PARTNERS, 1, List.of(near(RecordId.of("7"), 1, 0, 0), near(RecordId.of(7), 1, 0, 0)));
        quarantining.quarantine(
                PARTNERS, 1, List.of(RecordId.of("7")), Quarantine.of(Instant.EPOCH, Duration.ofDays(1)));

        assertThat(search(5, 1, 0, 0)).extracting(SinkHit::id).containsExactly(RecordId.of(7));
        assertThat(quarantining.quarantined(PARTNERS, IdRange.ALL, 5).entries())
                .extracting(QuarantinePage.Entry::id)
                .containsExactly(RecordId.of("7"));
        quarantining.lift(PARTNERS, 1, List.of(RecordId.of(7), RecordId.of("7")));
        assertThat(search(5, 1, 0, 0)).hasSize(2);
    }

    @Test
    void listingShouldReadItsIndexAlone() throws SQLException {
        assertThat(plan(PointReader.LISTING))
                .containsExactly(
                        "SEARCH point USING COVERING INDEX point_listing (model=? AND record_id>? AND record_id<?)");
        assertThat(plan(PointReader.COUNT))
                .containsExactly("SEARCH point USING COVERING INDEX point_listing (model=?)");
        assertThat(plan(PointReader.STAMPS))
                .contains("SEARCH point USING INDEX sqlite_autoindex_point_1 (model=? AND record_id=?)");
    }

    @Test
    void modelsShouldNotSeeEachOther() {
        ModelKey otherSource = new ModelKey("other", PARTNERS.model());
        sink.upsert(PARTNERS, 1, documents(1, 4, 1, 1));
        sink.upsert(otherSource, 1, documents(1, 3, 1, 1));

        sink.delete(otherSource, 1, ids(1));

        assertThat(sink.count(PARTNERS)).isEqualTo(3);
        assertThat(sink.count(otherSource)).isEqualTo(1);
        assertThat(search(10, 1, 1, 0)).hasSize(3);
    }

    @Test
    void searchShouldFindTheNearestRecordsByTheirBestChunk() {
        sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0), near(2, 0, 2, 0), near(3, 3, 3, 0)));
        sink.upsert(PARTNERS, 1, List.of(document(4, 9, 3)));

        List<SinkHit> hits = search(3, 0, 5, 0);

        assertThat(hits).extracting(hit -> hit.id().number()).containsExactly(2L, 4L, 3L);
        assertThat(hits.get(0).score()).isEqualTo(1.0, within(1e-6));
        assertThat(hits.get(1).chunkIndex()).isZero();
        assertThat(hits.get(1).text()).isEqualTo("text 4/0");
        assertThat(hits.get(1).payload().values())
                .containsEntry("name", "Record 4")
                .containsEntry("rank", 4L);
    }

    @Test
    void searchShouldSeeWritesOfAnotherSink() {
        sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0)));
        assertThat(search(5, 0, 1, 0)).hasSize(1);

        try (VectorSink other = store(file).vectorSink()) {
            other.upsert(PARTNERS, 1, List.of(near(2, 0, 1, 0)));
            assertThat(search(5, 0, 1, 0)).extracting(hit -> hit.id().number()).containsExactly(2L, 1L);

            other.delete(PARTNERS, 1, ids(2));
            assertThat(search(5, 0, 1, 0)).extracting(hit -> hit.id().number()).containsExactly(1L);
        }
    }

    @Test
    void searchShouldHaveTheSameResultsWithAndWithoutCache() {
        List<EmbeddedDocument> documents = new ArrayList<>();
        RandomGenerator random = new SplittableRandom(4);
        for (long id = 1; id <= 5000; id++) {
            documents.add(near(id, (float) random.nextGaussian(), (float) random.nextGaussian(), 1));
        }
        sink.upsert(PARTNERS, 1, documents);

        List<SinkHit> cached = search(20, 1, 2, 3);
        try (VectorSink uncached =
                SqliteStore.builder().path(file).searchCacheBytes(0).build().vectorSink()) {
            assertThat(uncached.search(query(20, 1, 2, 3))).isEqualTo(cached).hasSize(20);
        }
        assertThat(cached)
                .isSortedAccordingTo(Comparator.comparingDouble(SinkHit::score).reversed());
    }

    @Test
    void searchShouldAnswerRightWhenTheCacheHoldsOneOfTwoModels() {
        ModelKey users = new ModelKey("odoo", ModelName.of("res.users"));
        sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0), near(2, 0, 1, 0)));
        sink.upsert(users, 1, List.of(near(3, 0, 0, 1), near(4, 0, 1, 1)));
        long oneModel = CachedVectors.bytes(2, 3);
        try (VectorSink small = SqliteStore.builder()
                .path(file)
                .searchCacheBytes(oneModel + 1)
                .build()
                .vectorSink()) {
            for (int round = 0; round < 3; round++) {
                assertThat(small.search(query(3, 0, 1, 0)))
                        .extracting(hit -> hit.id().number())
                        .containsExactly(2L, 4L, 1L);
                small.upsert(users, 1, List.of(near(10 + round, 0, 0, -1)));
            }
        }
    }

    @Test
    void searchShouldRefuseAQueryOfAnotherDimension() {
        sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0)));

        assertThatThrownBy(() -> search(1, 1, 2))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("dimension 2");
    }

    @Test
    void prepareShouldRefuseAnotherEmbedderAndChangeNothing() {
        sink.upsert(PARTNERS, 1, documents(1, 3, 1, 1));

        assertThatThrownBy(() -> sink.prepare(schema(4)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("test/tiny/3")
                .hasMessageContaining("test/tiny/4");
        assertThatThrownBy(() -> sink.prepare(new SinkSchema(new EmbedderFingerprint("test", "other", 3, ""))))
                .isInstanceOf(SetupException.class);
        sink.prepare(SCHEMA);
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
    }

    @Test
    void upsertShouldRefuseVectorsOfAnotherDimensionBeforeAnythingIsStored() {
        assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, List.of(near(1, 1, 0, 0), near(2, 1, 0))))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Record 2");
        assertThat(sink.count(PARTNERS)).isZero();
    }

    @Test
    void viewShouldShowPointsAsOtherSinksStoreThem() throws SQLException {
        List<RecordId> records =
                new ArrayList<>(List.of(RecordId.of("a"), RecordId.of("\ud83d\ude00"), RecordId.of("7")));
        for (long number : new long[] {
            Long.MIN_VALUE, -1, 0, 1, 77, (1L << 37) - 1, 1L << 37, 1L << 51, Long.MAX_VALUE - 1, Long.MAX_VALUE
        }) {
            records.add(RecordId.of(number));
        }
        List<String> expected = new ArrayList<>();
        for (RecordId record : records) {
            sink.upsert(
                    PARTNERS,
                    1,
                    List.of(new EmbeddedDocument(
                            record,
                            1,
                            "hash",
                            "fp",
                            Payload.EMPTY,
                            List.of(TestPoints.chunk("a", 1, 0, 0), TestPoints.chunk("b", 1, 0, 0)))));
            String written = record.isNumber() ? Long.toString(record.number()) : record.text();
            for (int chunk = 0; chunk < 2; chunk++) {
                expected.add(
                        PointId.of(PointId.prefix(PARTNERS, PointId.Kind.of(record)), record, chunk) + " " + written);
            }
        }

        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM points ORDER BY id")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString("id") + " " + rows.getString("record_id"));
                assertThat(rows.getString("model_name")).isEqualTo("res.partner");
                assertThat(rows.getString("point_type")).isEqualTo("data");
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void textShouldComeBackWhateverItHolds() {
        String text = "İstanbul \u0000 ıI ශ්‍රී 🦄 '\"\n";
        sink.upsert(
                PARTNERS,
                1,
                List.of(new EmbeddedDocument(
                        RecordId.of(1),
                        1,
                        text,
                        text,
                        Payload.of(Map.of(text, List.of(text, 1L, 1.0, -0.0, 1e300, true))),
                        List.of(TestPoints.chunk(text, 1, 2, 3)))));

        SinkHit hit = search(1, 1, 2, 3).get(0);

        assertThat(hit.text()).isEqualTo(text);
        assertThat(hit.payload().values()).isEqualTo(Map.of(text, List.of(text, 1L, 1.0, -0.0, 1e300, true)));
        assertThat(stamp(1).contentHash()).isEqualTo(text);
    }

    private RecordStamp stamp(long id) {
        return sink.stamps(PARTNERS, ids(id)).get(RecordId.of(id));
    }

    private List<IdAndVersion> listing(int limit) {
        List<IdAndVersion> all = new ArrayList<>();
        IdPage page = sink.ids(PARTNERS, IdRange.ALL, limit);
        all.addAll(page.entries());
        while (!page.end()) {
            page = sink.ids(PARTNERS, IdRange.after(page.resumeAfter()), limit);
            all.addAll(page.entries());
        }
        return all;
    }

    private List<SinkHit> search(int limit, float... vector) {
        return sink.search(query(limit, vector));
    }

    private static SinkQuery query(int limit, float... vector) {
        return SinkQuery.builder()
                .source("odoo")
                .embedding(Embedding.of(vector))
                .limit(limit)
                .build();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as("rows changed").isPositive();
        }
    }

    private List<String> plan(String sql) throws SQLException {
        List<String> plan = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                plan.add(rows.getString("detail"));
            }
        }
        return plan;
    }
}
