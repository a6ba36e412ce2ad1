package io.syncline.pgvector;

import com.zaxxer.hikari.HikariDataSource;
import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.testkit.postgres.PgBouncerProcess;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PgvectorTestServer;
import io.syncline.testkit.postgres.PostgresServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A schema of the shared server that no other test uses. */
record PgvectorTestSchema(PgvectorTestServer server, String name) implements AutoCloseable {

    /** A fresh schema. */
    static PgvectorTestSchema create() {
        return on(PgvectorTestServer.shared());
    }

    /** A fresh schema behind a pooler that gives each transaction another session. */
    static PgvectorTestSchema behindPgBouncer() {
        return on(Pooler.SERVER);
    }

    private static PgvectorTestSchema on(PgvectorTestServer server) {
        PgvectorTestSchema schema = new PgvectorTestSchema(server, PgvectorTestServer.freshName());
        schema.execute("CREATE SCHEMA " + schema.name);
        return schema;
    }

    /** A builder of sinks in it. */
    PgvectorSinkBuilder sink() {
        return PgvectorSink.builder()
                .url(server.url())
                .username(server.user())
                .password(server.password())
                .schema(name);
    }

    /** A builder of sinks in it that use the connections of the tests, which saves their start. */
    PgvectorSinkBuilder pooledSink() {
        return PgvectorSink.builder().dataSource(pool()).schema(name);
    }

    /** A sink in it whose connections have one more property of the driver. */
    PgvectorSink sinkWith(String property, String value) {
        String separator = server.url().contains("?") ? "&" : "?";
        return sinkAt(server.url() + separator + property + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private PgvectorSink sinkAt(String url) {
        return PgvectorSink.builder()
                .url(url)
                .username(server.user())
                .password(server.password())
                .schema(name)
                .build();
    }

    private Connection connect() throws SQLException {
        return pool().getConnection();
    }

    /** The connections of the tests. */
    HikariDataSource pool() {
        return Pools.BY_SERVER.computeIfAbsent(server, Pools::open);
    }

    /** Runs statements as the administrator. */
    void execute(String sql) {
        try (Connection connection = connect()) {
            JdbcStatements.run(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row. */
    String text(String sql) {
        try (Connection connection = connect()) {
            return JdbcStatements.first(connection, row -> String.valueOf(row.getString(1)), sql)
                    .orElse("");
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        execute("DROP SCHEMA " + name + " CASCADE");
    }

    private static final class Pools {

        static final Map<PgvectorTestServer, HikariDataSource> BY_SERVER = new ConcurrentHashMap<>();

        private static HikariDataSource open(PgvectorTestServer server) {
            PgvectorAddress address =
                    new PgvectorAddress(server.url(), Optional.of(server.user()), Optional.of(server.password()), 20);
            return new HikariDataSource(address.pool());
        }
    }

    /** PgBouncer and a server of its own; both end with this process. */
    private static final class Pooler {

        static final PgvectorTestServer SERVER = new PgvectorTestServer(
                PgBouncerProcess.start(PgvectorProcess.start()).url(), PostgresServer.USER, PostgresServer.PASSWORD);
    }
}
