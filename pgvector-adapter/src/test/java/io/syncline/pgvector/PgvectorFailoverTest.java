package io.syncline.pgvector;

import static io.syncline.pgvector.PgvectorPoints.PARTNERS;
import static io.syncline.pgvector.PgvectorPoints.SCHEMA;
import static io.syncline.pgvector.PgvectorPoints.documents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.ReadOnlyStoreException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A primary that becomes a replica while connections to it are in the pool. */
class PgvectorFailoverTest {

    @Test
    void writesShouldReachTheNewPrimaryAfterOneRetry() throws SQLException {
        try (PgvectorProcess first = PgvectorProcess.start();
                PgvectorProcess second = PgvectorProcess.start()) {
            try (PgvectorSink replicated = sink(second.url())) {
                replicated.prepare(SCHEMA);
            }
            String address = first.url().replace("/postgres", "") + ",127.0.0.1:" + second.port()
                    + "/postgres?targetServerType=primary&hostRecheckSeconds=0";
            try (PgvectorSink sink = sink(address)) {
                sink.prepare(SCHEMA);
                sink.upsert(PARTNERS, 1, documents(1, 2));
                becomeReplica(first);
                assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(3, 5)))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("Meanwhile");
                sink.upsert(PARTNERS, 1, documents(3, 5));
                assertThat(sink.count(PARTNERS)).as("on the new primary").isEqualTo(3);
            }
            try (PgvectorSink former = sink(first.url())) {
                assertThat(former.count(PARTNERS)).as("on the former one").isEqualTo(2);
            }
        }
    }

    @Test
    void serverThatOnlyReadsShouldStillBeReportedWhereThereIsNoOther() throws SQLException {
        try (PgvectorProcess only = PgvectorProcess.start();
                PgvectorSink sink = sink(only.url())) {
            sink.prepare(SCHEMA);
            becomeReplica(only);
            assertThatThrownBy(() -> sink.upsert(PARTNERS, 1, documents(1, 1)))
                    .isInstanceOf(ReadOnlyStoreException.class)
                    .hasMessageContaining("primary");
        }
    }

    /** From the next transaction on, as far as clients can tell. */
    private static void becomeReplica(PgvectorProcess server) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD)) {
            JdbcStatements.run(connection, "ALTER SYSTEM SET default_transaction_read_only = on");
            JdbcStatements.run(connection, "SELECT pg_reload_conf()");
        }
        boolean reads = false;
        while (!reads) {
            try (Connection connection =
                    DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD)) {
                reads = JdbcStatements.first(connection, row -> row.getString(1), "SHOW transaction_read_only")
                        .filter("on"::equals)
                        .isPresent();
            }
        }
    }

    private static PgvectorSink sink(String url) {
        return PgvectorSink.builder()
                .url(url)
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .build();
    }
}
