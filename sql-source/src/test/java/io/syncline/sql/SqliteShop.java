package io.syncline.sql;

import io.syncline.sql.internal.dialect.LocalZone;
import io.syncline.sql.internal.dialect.VirtualTimeDialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file whose running transactions are a table too: SQLite has one writer at a time, so what they change is written when they commit. */
final class SqliteShop implements Shop {

    private final SqliteDatabase database;
    private final boolean shown;

    /** @param shown whether the source sees running transactions */
    SqliteShop(Path folder, boolean shown) {
        this.shown = shown;
        database = new SqliteDatabase(folder);
        database.execute("PRAGMA synchronous = OFF");
        database.execute("CREATE TABLE products (id integer PRIMARY KEY, name text, updated_at integer)");
        database.execute("CREATE TABLE clock (now integer)");
        database.execute("INSERT INTO clock VALUES (0)");
        database.execute("CREATE TABLE activity (began integer)");
    }

    @Override
    public void clear() {
        database.execute("DELETE FROM products");
        database.execute("DELETE FROM activity");
    }

    @Override
    public void time(long now) {
        database.execute("UPDATE clock SET now = ?", now);
    }

    @Override
    public Transaction begin(long began) {
        database.execute("INSERT INTO activity VALUES (?)", began);
        Map<Long, String> changes = new LinkedHashMap<>();
        return new Transaction() {
            @Override
            public void put(long row, String text) {
                changes.put(row, text);
            }

            @Override
            public void commit() {
                changes.forEach((row, text) -> database.execute(
                        "INSERT INTO products VALUES (?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at",
                        row,
                        text,
                        began));
                database.execute(
                        "DELETE FROM activity WHERE rowid = (SELECT rowid FROM activity WHERE began = ? LIMIT 1)",
                        began);
            }
        };
    }

    @Override
    public SqlRecordSource source() {
        JdbcAddress address = new JdbcAddress(database.url(), new VirtualTimeDialect(shown));
        SqlLogin login = new SqlLogin(address, Optional.empty(), Optional.empty(), Duration.ofSeconds(60));
        SqlModel model = SqlModel.builder()
                .key(List.of("id"))
                .version("updated_at")
                .versionUnit(ChronoUnit.MILLIS)
                .build();
        return new SqlRecordSource(
                "shop",
                new SqlConnections("shop", login, 2, System::nanoTime),
                new ModelCatalog("shop", Map.of(SqlFixture.PRODUCTS, model), LocalZone.ASSUMED),
                LocalZone.ASSUMED,
                Optional.empty());
    }

    @Override
    public void close() {
        database.close();
    }
}
