package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A source that reads from a replica of PostgreSQL, which takes no writes and lags behind. */
class ReplicaTest {

    private static PgvectorProcess primary;
    private static PgvectorProcess replica;

    @BeforeAll
    static void start() throws SQLException {
        primary = PgvectorProcess.start();
        replica = primary.replica();
        execute(primary, "CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamptz)");
        execute(primary, "INSERT INTO products VALUES (1, 'Lamp', now())");
        awaitReplayed();
    }

    @AfterAll
    static void stop() {
        replica.close();
        primary.close();
    }

    private static Connection connect(PgvectorProcess server) throws SQLException {
        return DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private static void execute(PgvectorProcess server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(PgvectorProcess server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Polls until the replica has all that the primary has written. */
    private static void awaitReplayed() throws SQLException {
        String written = text(primary, "SELECT pg_current_wal_lsn()");
        String reached = "SELECT pg_last_wal_replay_lsn() >= '" + written + "'";
        while (!text(replica, reached).equals("t")) {
            Thread.onSpinWait();
        }
    }

    private static SqlRecordSource source() {
        return SqlRecordSource.builder()
                .url(replica.url())
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    private static List<RecordId> changedSince(SqlRecordSource source, Instant since) {
        RecordScope changed = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields("name")
                .changedSince(since.truncatedTo(ChronoUnit.SECONDS))
                .build();
        return source.page(changed, IdRange.ALL, 10).records().stream()
                .map(SourceRecord::id)
                .toList();
    }

    @Test
    void changeThatIsReplayedLateShouldBeAmongTheChangesSinceAnyEarlierTime() throws SQLException {
        try (SqlRecordSource source = source()) {
            execute(replica, "SELECT pg_wal_replay_pause()");
            execute(primary, "INSERT INTO products VALUES (2, 'Desk', now())");
            execute(
                    primary,
                    "SELECT pg_sleep(2)"); // a clock would be a second later than the change, even in whole seconds
            Instant paused = source.now();
            assertThat(changedSince(source, Instant.EPOCH))
                    .as("while the replica lags")
                    .containsExactly(RecordId.of(1));
            execute(replica, "SELECT pg_wal_replay_resume()");
            awaitReplayed();
            assertThat(changedSince(source, paused))
                    .as("since the time that the source had while the replica lagged")
                    .contains(RecordId.of(2));
            assertThat(source.now()).as("time of the source, later").isAfter(paused);
        }
    }

    @Test
    void descriptionShouldWarnThatLongTransactionsAreNotVisible() {
        try (SqlRecordSource source = source()) {
            assertThat(source.describe(SqlFixture.PRODUCTS).warnings())
                    .anySatisfy(warning ->
                            assertThat(warning).contains("replica", "set 'overlap' above the longest transaction"));
        }
    }
}
