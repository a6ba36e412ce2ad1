package io.syncline.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of its own on the MariaDB server of all tests. */
final class MariaDbDatabase implements TestDatabase {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final MariaDbServer.Address server;
    private final String name = "shop_" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet();
    private final Connection connection;

    MariaDbDatabase(MariaDbServer.Address server) {
        this.server = server;
        connection = connect(server.url());
        execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        execute("USE " + name);
    }

    /** One more connection. */
    Connection connect() {
        return connect(url());
    }

    private Connection connect(String url) {
        try {
            return DriverManager.getConnection(url, server.user(), server.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url() {
        return server.url() + name;
    }

    @Override
    public Optional<String> username() {
        return Optional.of(server.user());
    }

    @Override
    public Optional<String> password() {
        return Optional.of(server.password());
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String uuid() {
        return "char(36) COLLATE utf8mb4_bin";
    }

    @Override
    public String text() {
        return "varchar(500) COLLATE utf8mb4_bin";
    }

    @Override
    public String timestamp() {
        return "timestamp(6) NULL";
    }

    @Override
    public String present() {
        return "now(6)";
    }

    /** A little later, since the source's time is a little behind the clock. */
    @Override
    public void nextSecond() {
        column("SELECT sleep(1.15 - mod(unix_timestamp(now(6)), 1))");
    }

    @Override
    public void close() {
        try {
            execute("DROP DATABASE " + name);
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
