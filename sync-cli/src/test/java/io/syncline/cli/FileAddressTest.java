package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of a database that is a file, as a configuration writes it. */
class FileAddressTest {

    @TempDir
    private Path directory;

    @Test
    void fileShouldBeRelativeToTheConfigurationAndNamedByItsWholePath() throws Exception {
        Path file = directory.resolve("shop.db");
        try (Connection shop = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
            statement.execute("INSERT INTO orders VALUES (1, 'late delivery')");
        }
        CliHarness cli = configured("jdbc:sqlite:shop.db");
        CliHarness.Result first = cli.run("sync", "orders");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out()).contains("1 embedded");
        assertThat(cli.run("sources").out()).contains("sqlite:" + file);
        assertThat(configured("jdbc:sqlite:" + file).run("sync", "orders").out())
                .as("the same source by its whole path")
                .contains("0 embedded");
    }

    private CliHarness configured(String url) throws Exception {
        return new CliHarness(directory)
                .file(
                        "syncline.yaml",
                        "source: {type: sql, url: \"" + url + "\"}\n"
                                + "models: {orders: {table: orders, key: id, fields: [note]}}\n"
                                + "sink: {type: sqlite, path: index.db}\n"
                                + "embedder: {type: onnx}\n");
    }
}
