package io.syncline.sql;

import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A schema whose tables are published, with a user who may do no more than signals need. */
final class SignalShop implements AutoCloseable {

    private final PostgresDatabase database;
    private final String user;

    SignalShop(PostgresServer server) {
        database = new PostgresDatabase(server);
        user = "reader_" + database.name();
        execute("CREATE TABLE products (id bigint PRIMARY KEY, name text)");
        execute("CREATE PUBLICATION " + publication() + " FOR TABLE products");
        execute("CREATE ROLE " + user + " LOGIN REPLICATION PASSWORD 'x'");
        execute("GRANT pg_read_all_stats TO " + user);
        grant();
    }

    /** Lets the user read the tables that there are now. */
    void grant() {
        execute("GRANT USAGE ON SCHEMA " + database.name() + " TO " + user);
        execute("GRANT SELECT ON ALL TABLES IN SCHEMA " + database.name() + " TO " + user);
    }

    String publication() {
        return database.name();
    }

    String slot() {
        return database.name();
    }

    Connection connect() {
        return database.connect();
    }

    void execute(String sql, Object... parameters) {
        database.execute(sql, parameters);
    }

    String value(String sql) {
        return database.column(sql).get(0);
    }

    SqlRecordSource source(boolean isKept) {
        SqlRecordSourceBuilder builder = builder()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(List.of("id")).build());
        return (isKept ? builder.signalSlot(slot()) : builder).build();
    }

    /** A source with signals, still without models. */
    SqlRecordSourceBuilder builder() {
        return SqlRecordSource.builder()
                .url(database.url())
                .username(user)
                .password("x")
                .signals(publication());
    }

    /** Ends the sessions that read signals, and returns when they are gone. */
    void endSignals() {
        database.column("SELECT pg_terminate_backend(pid) FROM pg_stat_replication WHERE usename = '" + user + "'");
        awaitNone("SELECT 1 FROM pg_stat_replication WHERE usename = '" + user + "'");
    }

    /** Returns when a query has no rows any more. The server does not tell of what it shows in its views. */
    void awaitNone(String query) {
        while (!database.column(query).isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public void close() {
        endSignals();
        database.column("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
                + slot() + "'");
        execute("DROP PUBLICATION " + publication());
        execute("DROP OWNED BY " + user);
        execute("DROP ROLE " + user);
        database.close();
    }
}
