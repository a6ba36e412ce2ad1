package io.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.Cursor;
import io.syncline.testkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(Postgres.class)
class JdbcFailuresTest {

    private static final StateKey PARTNER = new StateKey("odoo", ModelName.of("res.partner"), "f1");

    private final String schema = Postgres.freshSchema();
    private PostgresServer server;

    @BeforeEach
    void begin(PostgresServer running) {
        server = running;
    }

    @AfterEach
    void end() {
        Postgres.execute(Postgres.dataSource(server), "DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    @Test
    void wrongPasswordShouldBeASetupFailureThatKeepsSecrets() {
        PGSimpleDataSource source = Postgres.dataSource(server);
        source.setPassword("another-marker");
        Throwable direct = catchThrowable(() -> open(source));
        Throwable pooled;
        try (HikariDataSource pool = impatientPool(source)) {
            pooled = catchThrowable(() -> open(pool));
        }

        for (Throwable failure : List.of(direct, pooled)) {
            assertThat(failure).isInstanceOf(SetupException.class).hasMessageContaining("Check user name and password");
            assertThat(printed(failure)).doesNotContain("another-marker").doesNotContain(PostgresServer.PASSWORD);
        }
    }

    @Test
    void missingDatabaseShouldBeASetupFailure() {
        PGSimpleDataSource source = Postgres.dataSource(server);
        source.setDatabaseName("no_such_database");

        assertThatThrownBy(() -> open(source))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("no_such_database");
    }

    @Test
    void missingServerShouldBeATransientFailure() {
        assertThatThrownBy(() -> open(Postgres.dataSource(1))).isInstanceOf(TransientException.class);
        try (HikariDataSource pool = impatientPool(Postgres.dataSource(1))) {
            assertThatThrownBy(() -> open(pool)).isInstanceOf(TransientException.class);
        }
    }

    @Test
    void poolWithoutFreeConnectionShouldBeATransientFailure() throws SQLException {
        try (HikariDataSource pool = impatientPool(Postgres.dataSource(server))) {
            MetadataStore store = open(pool);
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                assertThat(one).isNotEqualTo(two);
                assertThatThrownBy(() -> store.read(PARTNER)).isInstanceOf(TransientException.class);
            }
            assertThat(store.read(PARTNER).revision()).isZero();
        }
    }

    @Test
    void userWithoutRightsShouldBeASetupFailure() {
        Postgres.execute(Postgres.dataSource(server), "CREATE ROLE reader LOGIN PASSWORD 'reader'");
        try {
            PGSimpleDataSource source = Postgres.dataSource(server);
            source.setUser("reader");
            source.setPassword("reader");
            assertThatThrownBy(() -> open(source))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("may use and create");

            open(Postgres.dataSource(server));
            Postgres.execute(Postgres.dataSource(server), "GRANT USAGE ON SCHEMA " + schema + " TO reader");
            Postgres.execute(
                    Postgres.dataSource(server), "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO reader");
            MetadataStore reading = open(source);
            assertThat(reading.read(PARTNER).revision()).isZero();
            assertThatThrownBy(() -> reading.compareAndSet(PARTNER, 0, ModelState.NEW))
                    .isInstanceOf(SetupException.class);
        } finally {
            Postgres.execute(Postgres.dataSource(server), "DROP OWNED BY reader");
            Postgres.execute(Postgres.dataSource(server), "DROP ROLE reader");
        }
    }

    @Test
    void standbyShouldBeASetupFailure() {
        open(Postgres.dataSource(server));
        PGSimpleDataSource source = Postgres.dataSource(server);
        source.setOptions("-c default_transaction_read_only=on");

        assertThatThrownBy(() -> open(source).compareAndSet(PARTNER, 0, ModelState.NEW))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("standby");
    }

    @Test
    void lockedStateShouldBeATransientFailure() throws SQLException {
        MetadataStore store = open(Postgres.dataSource(server));
        store.compareAndSet(PARTNER, 0, epoch(1));
        PGSimpleDataSource impatient = Postgres.dataSource(server);
        impatient.setOptions("-c lock_timeout=1");
        MetadataStore waiting = open(impatient);
        try (Connection holder = Postgres.dataSource(server).getConnection()) {
            holder.setAutoCommit(false);
            new JdbcStateTable(schema + ".syncline_state").hold(holder, PARTNER, 1);

            assertThatThrownBy(() -> waiting.compareAndSet(PARTNER, 1, epoch(2)))
                    .as("no newer lease while failures are written")
                    .isInstanceOf(TransientException.class);
            waiting.putFailures(PARTNER, 1, List.of(failed(1)));
        }
        assertThat(waiting.compareAndSet(PARTNER, 1, epoch(2))).isTrue();
    }

    @Test
    void connectionLostBeforeCommitShouldLeaveTheOutcomeOpenAndChangeNothing() {
        AtomicReference<String> armed = new AtomicReference<>("");
        MetadataStore store = open(TerminatingDataSource.of(Postgres.dataSource(server), armed));
        store.compareAndSet(PARTNER, 0, epoch(1));

        armed.set("commit");
        assertThatThrownBy(() -> store.compareAndSet(PARTNER, 1, epoch(2)))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("replace the state of res.partner");

        assertThat(armed.get()).as("was triggered").isEmpty();
        assertThat(store.read(PARTNER).state()).isEqualTo(epoch(1));
    }

    @Test
    void connectionLostBeforeAStatementShouldBeATransientFailure() {
        AtomicReference<String> armed = new AtomicReference<>("");
        MetadataStore store = open(TerminatingDataSource.of(Postgres.dataSource(server), armed));

        armed.set("prepareStatement");
        assertThatThrownBy(() -> store.compareAndSet(PARTNER, 0, epoch(1))).isInstanceOf(TransientException.class);

        assertThat(store.compareAndSet(PARTNER, 0, epoch(1))).isTrue();
    }

    @Test
    void answerLostAfterCommitShouldLeaveTheOutcomeOpenAlthoughItWasApplied() throws IOException {
        MetadataStore direct = open(Postgres.dataSource(server));
        try (AnswerDroppingRelay relay = new AnswerDroppingRelay(server.port())) {
            MetadataStore store = open(Postgres.dataSource(relay.port()));

            relay.arm();
            assertThatThrownBy(() -> store.compareAndSet(PARTNER, 0, epoch(1)))
                    .isInstanceOf(UnknownOutcomeException.class);
            assertThat(direct.read(PARTNER).revision()).isEqualTo(1);

            relay.arm();
            assertThatThrownBy(() -> store.putFailures(PARTNER, 1, List.of(failed(7))))
                    .isInstanceOf(UnknownOutcomeException.class);
            store.putFailures(PARTNER, 1, List.of(failed(7)));
            assertThat(direct.failures(PARTNER, Cursor.START, 10)).containsExactly(failed(7));
        }
    }

    @Test
    void sqlStatesShouldBeClassified() {
        for (String state : List.of("08006", "57P01", "57P03", "53300", "40001", "40P01", "55P03", "57014", "40003")) {
            assertThat(JdbcFailures.MAPPING.of("try", new SQLException("x", state)))
                    .as(state)
                    .isInstanceOf(TransientException.class);
        }
        for (String state : List.of("08006", "57P01", "40003")) {
            assertThat(JdbcFailures.MAPPING.ofCommit("try", new SQLException("x", state)))
                    .as("commit %s", state)
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        for (String state : List.of("40001", "40P01", "53300")) {
            assertThat(JdbcFailures.MAPPING.ofCommit("try", new SQLException("x", state)))
                    .as("commit %s", state)
                    .isInstanceOf(TransientException.class);
        }
        for (String state :
                List.of("28P01", "28000", "3D000", "3F000", "42501", "42P01", "25006", "53100", "XX001", "23505")) {
            assertThat(JdbcFailures.MAPPING.of("try", new SQLException("x", state)))
                    .as(state)
                    .isInstanceOf(SetupException.class);
        }
        assertThat(JdbcFailures.MAPPING.of("try", new SQLException("x", "22021")))
                .isInstanceOf(RejectedException.class);
        assertThat(JdbcFailures.MAPPING.of("try", new SQLException("x"))).isInstanceOf(SetupException.class);
        assertThat(JdbcFailures.MAPPING.of("try", new SQLTransientConnectionException("x")))
                .isInstanceOf(TransientException.class);
        assertThat(JdbcFailures.MAPPING.ofCommit("try", new SQLRecoverableException("x")))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    private MetadataStore open(DataSource source) {
        return JdbcMetadataStore.builder().dataSource(source).schema(schema).build();
    }

    private static HikariDataSource impatientPool(DataSource source) {
        return Postgres.pool(source, 2, 1000);
    }

    private static ModelState epoch(long epoch) {
        return ModelState.builder().epoch(epoch).build();
    }

    private static FailedRecord failed(long id) {
        return new FailedRecord(RecordId.of(id), "too long", 1, Instant.EPOCH, Instant.EPOCH);
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
