package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgvectorFailuresTest {

    private static final String SECRET = "marker-of-a-secret-0815";

    private final PgvectorTestSchema schema = PgvectorTestSchema.create();

    @AfterEach
    void close() {
        schema.close();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, TransientException",
        "40P01, TransientException",
        "53300, TransientException",
        "57P01, TransientException",
        "53100, SetupException",
        "25006, ReadOnlyStoreException",
        "42501, ReadOnlyStoreException",
        "42P01, MissingStoreException",
        "22P05, RejectedException",
        "54000, RejectedException",
        "XX001, SetupException"
    })
    void stateShouldBecomeAFailure(String state, String type) {
        SyncException failure = PgvectorFailures.MAPPING.of("store", new SQLException("words of the server", state));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageStartingWith("Could not store").hasMessageContaining("words of the server");
    }

    @Test
    void lostCommitShouldHaveAnUnknownOutcome() {
        assertThat(PgvectorFailures.MAPPING.ofCommit("store", new SQLException("x", "08006")))
                .isInstanceOf(UnknownOutcomeException.class);
        assertThat(PgvectorFailures.MAPPING.ofCommit("store", new SQLException("x", "40001")))
                .isInstanceOf(TransientException.class);
    }

    @Test
    void wrongPasswordShouldBeReportedAsSuch() {
        try (PgvectorSink sink = PgvectorSink.builder()
                .url(schema.server().url())
                .username(schema.server().user())
                .password(SECRET)
                .build()) {
            assertThatThrownBy(() -> sink.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Check user name and password")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void missingDatabaseShouldBeReportedAsSuch() {
        try (PgvectorSink sink = PgvectorSink.builder()
                .url(schema.server().url().replaceFirst("/[^/]*$", "/no_such_database"))
                .username(schema.server().user())
                .password(schema.server().password())
                .build()) {
            assertThatThrownBy(() -> sink.prepare(SCHEMA))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("Create the database");
        }
    }

    @Test
    void unreachableServerShouldBeTransient() {
        try (PgvectorSink sink = PgvectorSink.builder()
                .url("jdbc:postgresql://127.0.0.1:1/x")
                .username("x")
                .build()) {
            assertThatThrownBy(() -> sink.prepare(SCHEMA)).isInstanceOf(TransientException.class);
        }
    }

    @Test
    void userWithoutRightsShouldReadWhatItMayRead() {
        String user = schema.name() + "_reader";
        try (PgvectorSink owner = schema.pooledSink().build()) {
            owner.prepare(SCHEMA);
            owner.upsert(PARTNERS, 1, documents(1, 2));
        }
        schema.execute(
                "CREATE ROLE " + user + " LOGIN PASSWORD '" + SECRET + "'; GRANT USAGE ON SCHEMA " + schema.name()
                        + " TO " + user + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema.name() + " TO " + user);
        try (PgvectorSink reader = PgvectorSink.builder()
                .url(schema.server().url())
                .username(user)
                .password(SECRET)
                .schema(schema.name())
                .build()) {
            reader.prepare(SCHEMA);
            assertThat(reader.count(PARTNERS)).isEqualTo(2);
            assertThatThrownBy(() -> reader.delete(PARTNERS, 1, List.of(RecordId.of(1))))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("Grant");
        } finally {
            schema.execute("DROP OWNED BY " + user + "; DROP ROLE " + user);
        }
    }

    @Test
    void readOnlyServerShouldBeRead() {
        try (PgvectorSink owner = schema.pooledSink().build()) {
            owner.prepare(SCHEMA);
            owner.upsert(PARTNERS, 1, documents(1, 2));
        }
        try (PgvectorSink replica = schema.sinkWith("options", "-c default_transaction_read_only=on")) {
            replica.open(SCHEMA);
            assertThat(replica.count(PARTNERS)).isEqualTo(2);
            assertThat(replica.search(PgvectorPoints.query(PARTNERS, PgvectorPoints.vector(1, 8), 1)))
                    .hasSize(1);
            assertThatThrownBy(() -> replica.upsert(PARTNERS, 2, documents(1, 1)))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("primary");
        }
    }

    @Test
    void fullDiskShouldStoreNothingAndSaySo() {
        try (PgvectorSink sink = schema.pooledSink().build()) {
            sink.prepare(SCHEMA);
            schema.execute("CREATE FUNCTION " + schema.name() + ".full() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;"
                    + " CREATE TRIGGER full_disk AFTER INSERT ON " + schema.name() + ".syncline_g1 FOR EACH ROW"
                    + " WHEN (new.record_number = 2) EXECUTE FUNCTION " + schema.name() + ".full()");
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 3)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("free space");
            assertThat(sink.count(PARTNERS)).isZero();
        }
    }

    @Test
    void tablesDroppedInMidRunShouldBeReportedAsMissing() {
        try (PgvectorSink sink = schema.pooledSink().build()) {
            sink.prepare(SCHEMA);
            schema.execute("DROP TABLE " + schema.name() + ".syncline_g1 CASCADE");
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 1)))
                    .isInstanceOf(MissingStoreException.class);
        }
    }

    @Test
    void tooLongWordsShouldNotRefuseARecord() {
        try (PgvectorSink sink = schema.pooledSink().build()) {
            sink.prepare(SCHEMA);
            String word = "x".repeat(5000);
            sink.upsert(
                    PARTNERS,
                    1,
                    List.of(new EmbeddedDocument(
                            RecordId.of(1),
                            1,
                            "hash",
                            "fp",
                            Payload.EMPTY,
                            List.of(new EmbeddedChunk(word, PgvectorPoints.vector(1, 8))))));
            assertThat(sink.searchWords(PgvectorPoints.query(PARTNERS, PgvectorPoints.vector(1, 8), 1), word))
                    .hasSize(1);
        }
    }
}
