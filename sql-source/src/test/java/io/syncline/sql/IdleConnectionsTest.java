package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.TransientException;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class IdleConnectionsTest {

    private final AtomicLong nanos = new AtomicLong();

    private void rest(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private SqlConnections connections(PostgresServer server) {
        SqlLogin login = new SqlLogin(
                JdbcAddress.of(server.url()),
                Optional.of(PostgresServer.USER),
                Optional.of(PostgresServer.PASSWORD),
                Duration.ofSeconds(60));
        return new SqlConnections("shop", login, 2, nanos::get);
    }

    private static int process(SqlConnections connections) {
        return connections.read(
                "read the process",
                session -> session.query(new SqlText().add("SELECT pg_backend_pid()"), row -> row.getInt(1))
                        .get(0));
    }

    /** As a firewall ends a session that rests, or an administrator. */
    private static void end(PostgresServer server, int process) {
        try (PostgresDatabase database = new PostgresDatabase(server)) {
            database.column("SELECT pg_terminate_backend(" + process + ", 60000)::text");
        }
    }

    @Test
    void connectionThatRestedShouldBeCheckedBeforeItIsUsed(PostgresServer server) {
        try (SqlConnections connections = connections(server)) {
            int first = process(connections);
            assertThat(process(connections)).isEqualTo(first);
            end(server, first);
            rest(Duration.ofMinutes(1));
            assertThat(process(connections)).isNotEqualTo(first);
        }
    }

    @Test
    void connectionThatWasJustUsedShouldNotBeChecked(PostgresServer server) {
        try (SqlConnections connections = connections(server)) {
            end(server, process(connections));
            assertThatThrownBy(() -> process(connections)).isInstanceOf(TransientException.class);
            process(connections);
        }
    }

    @Test
    void interruptShouldEndTheWaitForAConnection(PostgresServer server) {
        try (SqlConnections connections = connections(server)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> process(connections))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("Interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:");
    }

    @Test
    void connectionsThatNobodyNeedsShouldBeClosed() throws SQLException {
        IdleConnections idle = new IdleConnections(nanos::get);
        Connection unneeded = open();
        Connection used = open();
        idle.push(unneeded);
        idle.push(used);
        for (int minute = 0; minute < 10; minute++) {
            rest(Duration.ofMinutes(1));
            assertThat(unneeded.isClosed()).isFalse();
            assertThat(idle.poll()).isSameAs(used);
            idle.push(used);
        }
        assertThat(unneeded.isClosed()).isTrue();
        assertThat(used.isClosed()).isFalse();
        idle.close();
        assertThat(used.isClosed()).isTrue();
        Connection late = open();
        idle.push(late);
        assertThat(late.isClosed()).isTrue();
    }
}
