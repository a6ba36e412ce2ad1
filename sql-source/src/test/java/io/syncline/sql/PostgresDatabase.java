package io.syncline.sql;

import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema of its own on the PostgreSQL server of all tests. */
final class PostgresDatabase implements TestDatabase {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final PostgresServer server;
    private final String name = "shop_" + NUMBERS.incrementAndGet();
    private final Connection connection;

    PostgresDatabase(PostgresServer server) {
        this.server = server;
        connection = connect();
        execute("CREATE SCHEMA " + name);
        execute("SET TIME ZONE 'UTC'");
    }

    /** The schema. */
    String name() {
        return name;
    }

    /** One more connection. */
    Connection connect() {
        return connect(url());
    }

    private static Connection connect(String url) {
        try {
            return DriverManager.getConnection(url, PostgresServer.USER, PostgresServer.PASSWORD);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url() {
        return server.url() + "?currentSchema=" + name;
    }

    @Override
    public Optional<String> username() {
        return Optional.of(PostgresServer.USER);
    }

    @Override
    public Optional<String> password() {
        return Optional.of(PostgresServer.PASSWORD);
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String uuid() {
        return "uuid";
    }

    @Override
    public String timestamp() {
        return "timestamptz";
    }

    @Override
    public String present() {
        return "now()";
    }

    /** A little later, since the source's time is a little behind the clock. */
    @Override
    public void nextSecond() {
        column("SELECT pg_sleep(1.15 - mod(extract(epoch FROM clock_timestamp())::numeric, 1))");
    }

    @Override
    public void close() {
        try {
            execute("DROP SCHEMA " + name + " CASCADE");
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
