package io.syncline.benchmarks.postgres;

import io.syncline.benchmarks.Harness;
import io.syncline.benchmarks.Ratios;
import io.syncline.benchmarks.Section;
import io.syncline.benchmarks.Size;
import io.syncline.benchmarks.Table;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.sql.SqlRecordSource;
import io.syncline.testkit.postgres.PgvectorProcess;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** How fast the source reads a table by pages of its key, compared with one cursor of the bare driver over the whole table. */
public final class SqlReads implements Harness {

    private static final int PAIRS = 9;
    private static final int FETCH = 500;
    private static final List<Integer> PAGES = List.of(500, 1000);

    @Override
    public String name() {
        return "sql-reads";
    }

    @Override
    public String purpose() {
        return "rows a second out of a real PostgreSQL, pages of the source beside a bare cursor, in a heap of 128 MB";
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx128m");
    }

    @Override
    public Section run(Size size) throws Exception {
        int rows = size.of(1_000, 200_000);
        try (PgvectorProcess server = PgvectorProcess.start();
                SqlRecordSource source = PostgresBench.source(server.url())) {
            ProductTable.create(server, rows);
            requireAll(rows, source, server);
            Table table = new Table("who", "rows a second", "part of the cursor's");
            for (int page : PAGES) {
                compare(page, rows, size, source, server, table);
            }
            return new Section(
                    "Reading a table of PostgreSQL",
                    String.format(
                            "%,d rows with a UUID as the key, a name, a text of about 250 characters, a price and a change time."
                                    + " The cursor is one transaction; each page of the source is one of its own. One thread each, in turns, medians of %d pairs and of their ratios.%n%n%s",
                            rows, PAIRS, table));
        }
    }

    private static void compare(
            int page, int rows, Size size, SqlRecordSource source, PgvectorProcess server, Table table)
            throws Exception {
        Ratios pages = new Ratios();
        Ratios cursor = new Ratios();
        for (int pair = 0; pair < size.of(1, PAIRS); pair++) {
            if (pair % 2 == 0) {
                pages.time(() -> pages(source, page));
            }
            cursor.time(() -> cursor(server));
            if (pair % 2 == 1) {
                pages.time(() -> pages(source, page));
            }
        }
        table.row("bare cursor in the order of the key, " + FETCH + " rows a fetch", cursor.rate(rows), 1.0)
                .row("source, pages of " + page, pages.rate(rows), pages.faster(cursor));
    }

    /** Reads both ways once, untimed. */
    private static void requireAll(int rows, SqlRecordSource source, PgvectorProcess server) throws SQLException {
        if (pages(source, FETCH) != rows || cursor(server) != rows) {
            throw new IllegalStateException("Not all rows were read");
        }
    }

    private static int pages(SqlRecordSource source, int size) {
        RecordScope scope = RecordScope.builder()
                .model(ProductTable.MODEL)
                .addFields("name", "description", "price")
                .build();
        int read = 0;
        RecordPage page = source.page(scope, IdRange.ALL, size);
        read += page.records().size();
        while (!page.end()) {
            page = source.page(scope, IdRange.after(page.resumeAfter()), size);
            read += page.records().size();
        }
        return read;
    }

    private static int cursor(PgvectorProcess server) throws SQLException {
        int read = 0;
        try (Connection connection =
                DriverManager.getConnection(server.url(), PostgresServer.USER, PostgresServer.PASSWORD)) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, name, description, price, updated_at FROM products ORDER BY id")) {
                statement.setFetchSize(FETCH);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        boolean isWhole = row.getString(1) != null
                                && row.getString(2) != null
                                && row.getString(3) != null
                                && row.getBigDecimal(4) != null
                                && row.getObject(5, OffsetDateTime.class) != null;
                        read += isWhole ? 1 : 0;
                    }
                }
            }
        }
        return read;
    }
}
