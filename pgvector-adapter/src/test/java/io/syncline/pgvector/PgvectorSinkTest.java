package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.BANKS;
import static io.syncline.pgvector.PgvectorPoints.DIMENSION;
import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.document;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static io.syncline.pgvector.PgvectorPoints.query;
import static io.syncline.pgvector.PgvectorPoints.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.adapter.jdbc.SqlScript;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PgvectorSinkTest {

    private static final int LEAST_INDEXED = 500;

    private final PgvectorTestSchema schema = PgvectorTestSchema.create();
    private final PgvectorSink sink =
            schema.pooledSink().leastIndexed(LEAST_INDEXED).build();

    @AfterEach
    void close() {
        sink.close();
        schema.close();
    }

    @Test
    void indexesShouldBeBuiltOnceWhenEnoughIsLoaded() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, LEAST_INDEXED - 1));
        sink.loaded();
        assertThat(indexes()).isEqualTo("0");
        sink.upsert(PARTNERS, 1, documents(LEAST_INDEXED, LEAST_INDEXED));
        sink.loaded();
        sink.loaded();
        assertThat(indexes()).isEqualTo("3");
        sink.upsert(PARTNERS, 1, documents(LEAST_INDEXED + 1, LEAST_INDEXED + 1));
        assertThat(sink.searchWords(query(PARTNERS, vector(1, DIMENSION), 1), "501"))
                .as("written after the indexes were built")
                .extracting(SinkHit::id)
                .containsExactly(RecordId.of(501));
    }

    /** Its points would be found by no listing, and neither cleaned up nor verified. */
    @Test
    void modelWithPointsShouldNotBeDeletedByHand() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        assertThatThrownBy(() -> schema.execute("DELETE FROM " + schema.name() + ".syncline_g1_model"))
                .hasStackTraceContaining("still has points");
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
        sink.drop(PARTNERS, 2);
        assertThat(schema.text("SELECT count(*) FROM " + schema.name() + ".syncline_g1_model"))
                .isEqualTo("0");
    }

    @Test
    void indexesOfAnotherOwnerShouldComeFromTheScript() {
        String user = schema.name() + "_writer";
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        schema.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA " + schema.name() + " TO "
                + user + "; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema.name() + " TO "
                + user);
        try (PgvectorSink writer = PgvectorSink.builder()
                .url(schema.server().url())
                .username(user)
                .password("x")
                .schema(schema.name())
                .createTables(false)
                .leastIndexed(1)
                .build()) {
            writer.prepare(SCHEMA);
            assertThatThrownBy(writer::loaded)
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("apply indexes-1.sql");
            schema.execute(SqlScript.read(PgvectorSink.class, CollectionScripts.indexes())
                    .replace(":points", schema.name() + ".syncline_g1")
                    .replace(":wordindex", "syncline_g1_words")
                    .replace(":payloadindex", "syncline_g1_payload")
                    .replace(":vectorindex", "syncline_g1_embedding")
                    .replace(":operators", "vector_cosine_ops"));
            assertThat(indexes()).isEqualTo("3");
            writer.loaded();
        } finally {
            schema.execute("DROP OWNED BY " + user + "; DROP ROLE " + user);
        }
    }

    /** The rights that pgvector.md names. */
    @Test
    void searchShouldNeedNoRightButToReadTheViewAndItsTables() {
        String user = schema.name() + "_reader";
        String tables = schema.name() + ".syncline_g1";
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        schema.execute("CREATE ROLE " + user + " LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA " + schema.name() + " TO "
                + user + "; GRANT SELECT ON " + schema.name() + ".syncline, " + tables + ", " + tables + "_model, "
                + tables + "_setting TO " + user);
        try (PgvectorSink reader = PgvectorSink.builder()
                .url(schema.server().url())
                .username(user)
                .password("x")
                .schema(schema.name())
                .build()) {
            reader.open(SCHEMA);
            assertThat(reader.search(query(PARTNERS, vector(1, DIMENSION), 2))).hasSize(2);
            assertThat(reader.searchWords(query(PARTNERS, vector(1, DIMENSION), 2), "1"))
                    .isNotEmpty();
        } finally {
            schema.execute("DROP OWNED BY " + user + "; DROP ROLE " + user);
        }
    }

    @Test
    void quarantineShouldLoseARaceThatItWaitedFor() throws SQLException {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        CompletableFuture<Void> quarantine;
        try (Connection newer = schema.pool().getConnection()) {
            newer.setAutoCommit(false);
            JdbcStatements.run(newer, "UPDATE " + schema.name() + ".syncline_g1 SET epoch = 2 WHERE record_number = 2");
            quarantine = CompletableFuture.runAsync(() -> sink.quarantine(
                    PARTNERS,
                    1,
                    List.of(RecordId.of(1), RecordId.of(2)),
                    new Quarantine(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(7)))));
            while (schema.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%"
                            + schema.name() + "%' AND pid <> pg_backend_pid()")
                    .equals("0")) {
                assertThat(quarantine).isNotDone();
            }
            newer.commit();
            newer.setAutoCommit(true);
        }
        assertThatThrownBy(quarantine::join).hasCauseInstanceOf(LostRaceException.class);
        assertThat(sink.stamps(PARTNERS, List.of(RecordId.of(1))).values())
                .allSatisfy(stamp -> assertThat(stamp.quarantine()).isEmpty());
    }

    @Test
    void keywordsShouldBeNamesLikeAnyOther() {
        schema.execute("DROP SCHEMA IF EXISTS \"default\" CASCADE; CREATE SCHEMA \"default\"");
        try (PgvectorSink keywords = PgvectorSink.builder()
                .dataSource(schema.pool())
                .schema("default")
                .collection("order")
                .leastIndexed(1)
                .build()) {
            keywords.prepare(SCHEMA);
            keywords.upsert(PARTNERS, 1, documents(1, 2));
            keywords.loaded();
            assertThat(keywords.search(query(PARTNERS, vector(1, DIMENSION), 1)))
                    .extracting(SinkHit::id)
                    .containsExactly(RecordId.of(1));
            assertThat(schema.text("SELECT count(*) FROM \"default\".\"order\""))
                    .isEqualTo("2");
        } finally {
            schema.execute("DROP SCHEMA \"default\" CASCADE");
        }
    }

    private String indexes() {
        return schema.text("SELECT count(*) FROM pg_indexes WHERE schemaname = '" + schema.name()
                + "' AND indexname IN ('syncline_g1_embedding', 'syncline_g1_words', 'syncline_g1_payload')");
    }

    @Test
    void indexedSearchShouldFindTheNearestAmongThoseOfASmallModelToo() {
        sink.prepare(SCHEMA);
        for (int first = 1; first < 3000; first += 500) {
            sink.upsert(PARTNERS, 1, documents(first, first + 499));
        }
        sink.upsert(BANKS, 1, documents(1, 20));
        Set<RecordId> exact = ids(sink.search(query(PARTNERS, vector(7, DIMENSION), 50)));
        sink.loaded();
        Set<RecordId> indexed = ids(sink.search(query(PARTNERS, vector(7, DIMENSION), 50)));
        assertThat(indexed).hasSize(50);
        indexed.retainAll(exact);
        assertThat(indexed).as("of 50").hasSizeGreaterThanOrEqualTo(48);
        assertThat(sink.search(query(BANKS, vector(7, DIMENSION), 50)))
                .as("all records of a small model")
                .hasSize(20);
    }

    private static Set<RecordId> ids(List<SinkHit> hits) {
        return hits.stream().map(SinkHit::id).collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void longVectorsShouldBeStoredAndIndexedInHalfPrecision() {
        int dimension = 2001;
        sink.prepare(PgvectorPoints.schema(dimension));
        for (long record = 1; record <= LEAST_INDEXED; record++) {
            sink.upsert(PARTNERS, 1, List.of(document(RecordId.of(record), vector(record, dimension), Map.of())));
        }
        sink.loaded();
        assertThat(indexes()).isEqualTo("3");
        assertThat(schema.text("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'embedding'"
                        + " AND attrelid = '" + schema.name() + ".syncline_g1'::regclass"))
                .isEqualTo("halfvec(2001)");
        assertThat(sink.search(query(PARTNERS, vector(7, dimension), 1)))
                .singleElement()
                .satisfies(hit -> {
                    assertThat(hit.id()).isEqualTo(RecordId.of(7));
                    assertThat(hit.score()).isGreaterThan(0.99);
                });
    }

    @Test
    void vectorsBeyondThoseOfPgvectorShouldBeRefusedBeforeAnythingIsCreated() {
        assertThatThrownBy(() -> sink.prepare(PgvectorPoints.schema(16_001)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("16001");
        assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
    }

    @Test
    void viewShouldShowPointsWithTheirIdsAndMetadata() {
        sink.prepare(SCHEMA);
        List<RecordId> ids = List.of(RecordId.of(7), RecordId.of(-7), RecordId.of("Größe"));
        for (RecordId id : ids) {
            sink.upsert(
                    PARTNERS,
                    1,
                    List.of(document(
                            id, vector(1, DIMENSION), Map.of("tags", List.of("a"), "active", true, "whole", 1e10))));
        }
        for (RecordId id : ids) {
            UUID point = PointId.of(PointId.prefix(PARTNERS, PointId.Kind.of(id)), id, 0);
            String where = " FROM " + schema.name() + ".syncline WHERE id = '" + point + "'";
            assertThat(schema.text("SELECT record_id" + where))
                    .isEqualTo(id.value().toString());
            assertThat(schema.text("SELECT content || metadata::text" + where))
                    .contains("Text of ", "\"tags\": [\"a\"]", "\"active\": true", "\"model_name\": \"res.partner\"");
            assertThat(schema.text("SELECT flat_metadata::text" + where))
                    .contains("\"active\": \"true\"", "\"tags\": \"[\\\"a\\\"]\"", "\"source\": \"test\"");
        }
    }

    @Test
    void viewShouldHideWhatIsInQuarantine() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        sink.quarantine(
                PARTNERS,
                2,
                List.of(RecordId.of(1)),
                Quarantine.of(Instant.parse("2026-11-24T08:00:00Z"), Duration.ofDays(7)));
        assertThat(schema.text("SELECT string_agg(record_id, ' ') FROM " + schema.name() + ".syncline"))
                .isEqualTo("2");
    }

    @Test
    void textAndPayloadShouldLoseOnlyNuls() {
        sink.prepare(SCHEMA);
        Map<String, Object> payload = Map.of("nul", "a\0b", "escaped", "a\\u0000b", "both", "\\\0");
        sink.upsert(PARTNERS, 1, List.of(document(1, payload)));
        assertThat(sink.search(query(PARTNERS, vector(1, DIMENSION), 1))
                        .get(0)
                        .payload()
                        .values())
                .isEqualTo(Map.of("nul", "a\uFFFDb", "escaped", "a\\u0000b", "both", "\\\uFFFD"));
    }

    @Test
    void marksShouldBeLostWithTruncatedPoints() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        sink.raiseMark(PARTNERS, sink.open(SCHEMA).id(), 0, new SinkMark(3, Optional.empty()));
        schema.execute("TRUNCATE " + schema.name() + ".syncline_g1");
        assertThat(sink.mark(PARTNERS)).isEmpty();
    }

    @Test
    void droppedViewShouldBeRestoredWithTheSameIdentity() {
        SinkIdentity before = sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        schema.execute("DROP VIEW " + schema.name() + ".syncline");
        assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(MissingStoreException.class);
        assertThat(sink.prepare(SCHEMA)).isEqualTo(before);
        assertThat(sink.count(PARTNERS)).isEqualTo(2);
    }

    /** As messages advise it; people do not drop functions. */
    @Test
    void tablesThatWereDroppedByHandShouldBeCreatedAgain() {
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 2));
        String tables = schema.name() + ".syncline_g1";
        schema.execute("DROP VIEW " + schema.name() + ".syncline; DROP TABLE " + tables + ", " + tables + "_model, "
                + tables + "_setting");
        sink.prepare(SCHEMA);
        sink.upsert(PARTNERS, 1, documents(1, 1));
        assertThat(sink.count(PARTNERS)).isEqualTo(1);
    }

    @Test
    void collectionShouldBeOpenedByARoleThatQuotesAllNames() {
        sink.prepare(SCHEMA);
        try (PgvectorSink quoting = schema.sinkWith("options", "-c quote_all_identifiers=on")) {
            quoting.prepare(SCHEMA);
            quoting.upsert(PARTNERS, 1, documents(1, 1));
            assertThat(quoting.count(PARTNERS)).isEqualTo(1);
        }
    }

    @Test
    void missingCollectionShouldNameTheNearestOne() {
        sink.prepare(SCHEMA);
        try (PgvectorSink other = schema.pooledSink().collection("synclime").build()) {
            assertThatThrownBy(() -> other.open(SCHEMA))
                    .isInstanceOf(MissingStoreException.class)
                    .hasMessageContaining("Did you mean 'syncline'?");
        }
    }

    @Test
    void tableOfAnotherApplicationShouldBeLeftAlone() {
        schema.execute("CREATE TABLE " + schema.name() + ".syncline (id int)");
        assertThatThrownBy(() -> sink.prepare(SCHEMA))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Use another collection or schema");
        assertThat(schema.text("SELECT count(*) FROM pg_tables WHERE schemaname = '" + schema.name() + "'"))
                .isEqualTo("1");
    }

    @Test
    void tablesShouldBeLeftToTheCallerWhenTheyAreNotToBeCreated() {
        try (PgvectorSink careful = schema.pooledSink().createTables(false).build()) {
            assertThatThrownBy(() -> careful.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("tables-1.sql");
            Generation generation = new Generation(new PgvectorNames(Optional.of(schema.name()), "syncline"), 1);
            Map<String, String> variables = generation.variables(VectorType.of(DIMENSION));
            schema.execute(CollectionScripts.tables(variables) + CollectionScripts.view(variables));
            careful.prepare(SCHEMA);
            careful.upsert(PARTNERS, 1, documents(1, 2));
            assertThat(careful.count(PARTNERS)).isEqualTo(2);
        }
    }

    @Test
    void tablesOfALaterReleaseShouldBeRefused() {
        sink.prepare(SCHEMA);
        schema.execute("UPDATE " + schema.name() + ".syncline_g1_setting SET value = '9' WHERE name = 'version'");
        assertThatThrownBy(() -> sink.prepare(SCHEMA))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Upgrade Syncline");
        assertThatThrownBy(() -> sink.open(SCHEMA)).isInstanceOf(SetupException.class);
    }

    @Test
    void commitShouldReachTheDiskEvenIfTheDatabaseSaysOtherwise() {
        schema.execute("CREATE TABLE " + schema.name() + ".seen (value text)");
        sink.prepare(SCHEMA);
        schema.execute(
                "CREATE FUNCTION " + schema.name() + ".see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO "
                        + schema.name() + ".seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;"
                        + " CREATE TRIGGER see AFTER INSERT ON " + schema.name() + ".syncline_g1 EXECUTE FUNCTION "
                        + schema.name() + ".see()");
        try (PgvectorSink careless = schema.sinkWith("options", "-c synchronous_commit=off")) {
            careless.prepare(SCHEMA);
            careless.upsert(PARTNERS, 1, documents(1, 1));
        }
        assertThat(schema.text("SELECT string_agg(value, ' ') FROM " + schema.name() + ".seen"))
                .isEqualTo("on");
    }
}
