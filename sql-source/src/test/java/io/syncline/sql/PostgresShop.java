package io.syncline.sql;

import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A schema whose transactions are real ones of sessions of their own. Two names that hide those of the system make their time virtual: the
 * clock is a table, and a session says by its application name when its transaction began.
 */
final class PostgresShop implements Shop {

    private static final String BEGAN = "began ";

    private final PostgresDatabase database;
    private final List<Connection> sessions = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    PostgresShop(PostgresServer server) {
        database = new PostgresDatabase(server);
        database.execute("CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamptz)");
        database.execute("CREATE TABLE server_clock (now bigint)");
        database.execute("INSERT INTO server_clock VALUES (0)");
        database.execute("CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS"
                + " 'SELECT to_timestamp(now / 1000.0) FROM " + database.name() + ".server_clock'");
        database.execute("CREATE VIEW pg_stat_activity AS"
                + " SELECT datname, pid, application_name, backend_type, usename,"
                + " to_timestamp(substr(application_name, 7)::bigint / 1000.0) AS xact_start"
                + " FROM pg_catalog.pg_stat_activity WHERE application_name LIKE '" + BEGAN
                + "%' AND xact_start IS NOT NULL");
    }

    @Override
    public void clear() {
        database.execute("DELETE FROM products");
    }

    @Override
    public void time(long now) {
        database.execute("UPDATE server_clock SET now = ?", now);
    }

    @Override
    public Transaction begin(long began) {
        Connection session = idle.isEmpty() ? open() : idle.pop();
        TestDatabase.execute(session, "SET application_name = '" + BEGAN + began + "'");
        switchAutoCommit(session, false);
        TestDatabase.execute(session, "SET LOCAL lock_timeout = 10000");
        return new Transaction() {
            @Override
            public void put(long row, String text) {
                TestDatabase.execute(
                        session,
                        "INSERT INTO products VALUES (?, ?, to_timestamp(?::bigint / 1000.0))"
                                + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at",
                        row,
                        text,
                        began);
            }

            /** Committed first: until then, the session has to show when it began. */
            @Override
            public void commit() {
                switchAutoCommit(session, true);
                idle.push(session);
            }
        };
    }

    private Connection open() {
        Connection session = database.connect();
        sessions.add(session);
        return session;
    }

    private static void switchAutoCommit(Connection session, boolean on) {
        try {
            session.setAutoCommit(on);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public SqlRecordSource source() {
        return SqlRecordSource.builder()
                .url(database.url() + ",pg_catalog")
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .name("shop")
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder()
                                .key(List.of("id"))
                                .version("updated_at")
                                .build())
                .build();
    }

    @Override
    public void close() {
        try {
            for (Connection session : sessions) {
                session.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
