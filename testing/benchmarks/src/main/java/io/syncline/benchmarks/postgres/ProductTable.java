package io.syncline.benchmarks.postgres;

import io.syncline.api.ModelName;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A table of an application, with UUIDs as keys. */
final class ProductTable {

    static final ModelName MODEL = ModelName.of("products");

    private static final String ROWS = "INSERT INTO products SELECT md5(n::text)::uuid, 'Product ' || n,"
            + " repeat(md5((n * 7)::text) || ' ', 8), n %% 1000 / 10.0, timestamptz '2026-01-01 00:00Z' + n * interval '1 s'"
            + " FROM generate_series(1, %d) AS n";

    private ProductTable() {}

    static void create(PgvectorProcess server, int rows) throws SQLException {
        execute(
                server,
                "CREATE TABLE products (id uuid PRIMARY KEY, name text NOT NULL, description text, price numeric(10, 2),"
                        + " updated_at timestamptz NOT NULL)",
                ROWS.formatted(rows),
                "CREATE INDEX ON products (updated_at)",
                "VACUUM ANALYZE products");
    }

    /** Deletes some of the rows, spread over all keys. */
    static void delete(PgvectorProcess server, int rows) throws SQLException {
        execute(
                server,
                "DELETE FROM products WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place,"
                        + " count(*) OVER () AS total FROM products) AS placed WHERE place %% (total / %1$d) = 1 LIMIT %1$d)"
                                .formatted(rows));
    }

    /** Lets the server report changes of the table. */
    static void publish(PgvectorProcess server, String publication) throws SQLException {
        execute(server, "CREATE PUBLICATION " + publication + " FOR TABLE products");
    }

    private static void execute(PgvectorProcess server, String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
