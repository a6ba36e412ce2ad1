package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.postgres.PgvectorTestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands between a table and points of PostgreSQL, with the state beside the points, killed at random: whatever remains is
 * completed by running them again. {@code -Dsyncline.kills=N} kills more of them.
 */
class KilledTablesTest {

    private static final int ROWS = 300;
    private static final String MODEL = "products";

    @TempDir
    private Path directory;

    private final PgvectorTestServer server = PgvectorTestServer.shared();
    private final String table = PgvectorTestServer.freshName();
    private final TestEmbedders embedders = new TestEmbedders();
    private CliHarness cli;
    private Kills kills;
    private int serial;

    @BeforeEach
    void configure() throws Exception {
        cli = new CliHarness(directory);
        kills = new Kills(cli, 20261130);
        execute("CREATE TABLE " + table + " (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL,"
                + " updated_at timestamptz NOT NULL DEFAULT now())");
        insert(ROWS);
        String login =
                "url: '%s', username: %s, password: '%s'".formatted(server.url(), server.user(), server.password());
        cli.file("syncline.yaml", """
                source: {type: sql, name: %2$s, %1$s}
                models: {products: {table: %2$s, key: id, version: updated_at, fields: [name]}}
                sink: {type: pgvector, %1$s, collection: %2$s_vectors}
                engine: {fetch-batch-size: 10, embed-batch-size: 10, checkpoint-interval: 20ms, lease-ttl: 10s, overlap: 0s}
                """.formatted(login, table) + embedders.section("m", 8));
    }

    @AfterEach
    void close(TestReporter reporter) throws SQLException {
        reporter.publishEntry("processes killed", Integer.toString(kills.killed()));
        embedders.close();
        execute("DROP VIEW IF EXISTS " + table + "_vectors");
        execute("DROP TABLE IF EXISTS " + table);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, String> read(String sql) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.merge(rows.getString(1), rows.getString(2), (one, other) -> one + " and " + other);
            }
        }
        return texts;
    }

    private void insert(int rows) throws SQLException {
        execute("INSERT INTO " + table + " (name) SELECT 'Made ' || n + " + serial + " FROM generate_series(1, " + rows
                + ") AS n");
        serial += rows;
    }

    /** People rename, create and delete. */
    private void work() throws SQLException {
        String some = "(SELECT id FROM " + table + " ORDER BY md5(id::text || " + ++serial + ") LIMIT ";
        execute("UPDATE " + table + " SET name = 'Renamed ' || " + serial
                + " || ' ' || id, updated_at = now() WHERE id IN " + some + "20)");
        execute("DELETE FROM " + table + " WHERE id IN " + some + "3)");
        insert(5);
    }

    private void succeed(String... command) {
        Result result = kills.complete(command);
        assertThat(result.status()).as(result.all()).isZero();
    }

    @Test
    void pointsShouldBeThoseOfTheTableWheneverProcessesAreKilled() throws Exception {
        for (int kill = 0; kill < Kills.perTest(); kill++) {
            kills.killAtTime("sync", MODEL);
            work();
            kills.killAtTime("cleanup", MODEL, "--max-delete-share", "1");
            if (kills.random().nextInt(3) == 0) {
                succeed("sync", MODEL);
            }
            work();
        }
        succeed("sync", MODEL);
        succeed("cleanup", MODEL, "--max-delete-share", "1");

        assertThat(read("SELECT record_id, text FROM " + table + "_vectors"))
                .isEqualTo(read("SELECT id, 'Name: ' || name FROM " + table));
        assertThat(kills.complete("verify", MODEL).out()).contains("in sync");
    }
}
