package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.cli.CliHarness.Result;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsCommandTest {

    private static final String SLOT = "of_a_test";

    private static PgvectorProcess server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = PgvectorProcess.start("wal_level=logical", "max_slot_wal_keep_size=16MB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private CliHarness cli(String more) throws Exception {
        return new CliHarness(directory)
                .file("syncline.yaml", """
                source: {type: sql, name: shop, url: '%s', username: %s, password: '%s'%s}
                models: {products: {key: id}}
                """.formatted(server.url(), PostgresServer.USER, PostgresServer.PASSWORD, more));
    }

    @Test
    void slotShouldBeShownAndDropped() throws Exception {
        CliHarness cli = cli(", signals: products, signal-slot: " + SLOT);
        assertThat(cli.run("signals").out()).contains("shop keeps nothing");
        execute("SELECT pg_create_logical_replication_slot('" + SLOT + "', 'pgoutput')");

        Result shown = cli.run("signals");
        assertThat(shown.status()).as(shown.all()).isZero();
        assertThat(shown.out()).contains("slot " + SLOT + ": not read, keeps ", " of at most 16.0 MB");
        assertThat(cli.run("signals", "--json").out())
                .contains(
                        "\"slot\":\"" + SLOT + "\"", "\"read\":false", "\"dropped\":false", "\"limit_bytes\":16777216");

        Result dropped = cli.run("signals", "--drop");
        assertThat(dropped.status()).as(dropped.all()).isZero();
        assertThat(dropped.out()).contains("slot " + SLOT + ": dropped");
        assertThat(cli.run("signals", "--json").out()).doesNotContain("\"slot\"");
    }

    @Test
    void sourceWithoutASlotShouldKeepNothing() throws Exception {
        assertThat(cli(", signals: products").run("signals").out()).contains("shop keeps nothing");
        assertThat(cli("").run("signals", "--drop").out()).contains("shop keeps nothing");
    }
}
