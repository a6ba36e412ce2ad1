package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that an application stamps in its own zone, which nobody has named. */
class LocalTimesTest {

    @TempDir
    private Path directory;

    @Test
    void changeShouldBeReadThatIsStampedWestOfUtc() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("shop.db");
        try (Connection shop = DriverManager.getConnection(url);
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT, updated_at TIMESTAMP)");
            statement.execute("INSERT INTO orders VALUES (1, 'late delivery', datetime('now', '-5 hours'))");
            CliHarness cli = new CliHarness(directory)
                    .file(
                            "syncline.yaml",
                            "source: {type: sql, url: \"" + url + "\"}\n"
                                    + "models: {orders: {table: orders, key: id, version: updated_at, fields: [note]}}\n"
                                    + "sink: {type: sqlite, path: index.db}\n"
                                    + "embedder: {type: onnx}\n");
            assertThat(cli.run("sync", "orders").status()).isZero();
            statement.execute("UPDATE orders SET note = 'broken', updated_at = datetime('now', '-5 hours')");

            assertThat(cli.run("sync", "orders").out()).contains("1 embedded");
        }
    }
}
