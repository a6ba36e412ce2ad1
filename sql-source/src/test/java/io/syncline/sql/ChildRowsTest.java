package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.text.FieldText;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows of other tables in states that applications leave behind. */
@ExtendWith(Postgres.class)
class ChildRowsTest {

    private static SqlChildrenBuilder reviews() {
        return SqlChildren.builder().parent(List.of("product")).columns(List.of("stars", "text"));
    }

    private static SqlRecordSource source(TestDatabase database, SqlModelBuilder model, SqlChildrenBuilder reviews) {
        return database.source()
                .model(
                        SqlFixture.PRODUCTS,
                        model.children("reviews", reviews.build()).build())
                .build();
    }

    private static SqlModelBuilder byId() {
        return SqlModel.builder().key(List.of("id"));
    }

    private static List<SourceRecord> records(SqlRecordSource source) {
        RecordScope scope = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields("name", "reviews")
                .build();
        return source.page(scope, IdRange.ALL, 10).records();
    }

    private static String reviews(SqlRecordSource source) {
        return FieldText.of(records(source).get(0).field("reviews"));
    }

    @Test
    void rowThatCannotBeReadShouldConcernItsRecordOnly(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            database.execute("CREATE TABLE products (id integer PRIMARY KEY, name text)");
            database.execute("CREATE TABLE reviews (product integer, stars integer, text text)");
            database.execute("INSERT INTO products VALUES (1, 'Lamp'), (2, 'Desk')");
            database.execute("INSERT INTO reviews VALUES (1, 5, 'Fine'), (1, 4, x'00ff'), (2, 3, 'Hm')");
            try (SqlRecordSource source = source(database, byId(), reviews())) {
                SourceRecord broken = records(source).get(0);
                assertThat(broken.unreadable()).containsOnlyKeys("reviews");
                assertThat(broken.field("reviews")).isEqualTo(FieldValue.EMPTY);
                assertThat(broken.field("name")).isEqualTo(new FieldValue.Text("Lamp"));
                SourceRecord sound = records(source).get(1);
                assertThat(sound.unreadable()).isEmpty();
                assertThat(sound.field("reviews")).isEqualTo(new FieldValue.Text("3, Hm"));
            }
        }
    }

    @Test
    void orderOfLinesShouldNotDependOnWhereRowsAreStored(PostgresServer server, @TempDir Path folder) {
        try (TestDatabase postgres = new PostgresDatabase(server)) {
            assertOneOrder(postgres);
        }
        try (TestDatabase sqlite = new SqliteDatabase(folder)) {
            assertOneOrder(sqlite);
        }
    }

    private static void assertOneOrder(TestDatabase database) {
        database.execute("CREATE TABLE products (id integer PRIMARY KEY, name text)");
        database.execute("CREATE TABLE reviews (product integer, stars integer, text text, extra json)");
        database.execute("INSERT INTO products VALUES (1, 'Lamp')");
        List<String> rows = List.of("(1, 5, 'b', '{}')", "(1, 5, 'a', '{}')", "(1, 5, 'c', '[]')", "(1, 5, 'B', '1')");
        rows.forEach(row -> database.execute("INSERT INTO reviews VALUES " + row));
        SqlChildrenBuilder shown = SqlChildren.builder()
                .parent(List.of("product"))
                .columns(List.of("stars", "text", "extra"))
                .limit(3);
        try (SqlRecordSource source = source(database, byId(), shown)) {
            String before = reviews(source);
            database.execute("DELETE FROM reviews");
            rows.stream().sorted().forEach(row -> database.execute("INSERT INTO reviews VALUES " + row));
            assertThat(reviews(source)).isEqualTo(before).isEqualTo("5, B, 1\n5, a, {}\n5, b, {}");
        } finally {
            database.execute("DROP TABLE reviews");
        }
    }

    @Test
    void parentShouldBeFoundAsTheDatabaseComparesOnPostgres(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            database.execute("CREATE COLLATION ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
            assertParentInAnotherCase(database, "text COLLATE ci", "timestamptz");
        }
    }

    @Test
    void parentShouldBeFoundAsTheDatabaseComparesOnSqlite(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            assertParentInAnotherCase(database, "text COLLATE NOCASE", "timestamp");
        }
    }

    @Test
    void versionThatHoldsNoTimeShouldBeRefused(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            database.execute("CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamptz)");
            database.execute("CREATE TABLE reviews (product bigint, stars int, text text, revision bigint)");
            try (SqlRecordSource source =
                    source(database, byId().version("updated_at"), reviews().version("revision"))) {
                assertThatThrownBy(() -> source.describe(SqlFixture.PRODUCTS))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("the version column revision")
                        .hasMessageContaining("holds no time");
            }
        }
    }

    static void assertParentInAnotherCase(TestDatabase database, String key, String time) {
        database.execute("CREATE TABLE products (id " + key + " PRIMARY KEY NOT NULL, name text, approved integer,"
                + " updated_at " + time + ")");
        database.execute("CREATE TABLE reviews (product " + key + ", stars integer, text text, approved integer,"
                + " updated_at " + time + ")");
        database.execute("INSERT INTO products VALUES ('ABC', 'Lamp', 0, '2026-01-01 00:00:00')");
        database.execute("INSERT INTO reviews VALUES ('abc', 5, 'Fine', 1, '2026-02-01 00:00:00'),"
                + " ('ABC', 4, 'Hm', 1, '2026-01-01 00:00:00'), ('Abc', 1, 'Spam', 0, '2026-01-01 00:00:00')");
        SqlChildrenBuilder approved = reviews().version("updated_at").filter("approved = 1");
        try (SqlRecordSource source = source(database, byId().version("updated_at"), approved)) {
            assertThat(records(source)).singleElement().satisfies(record -> {
                assertThat(record.id()).isEqualTo(RecordId.of("ABC"));
                assertThat(record.field("reviews")).isEqualTo(new FieldValue.Text("4, Hm\n5, Fine"));
                assertThat(Instant.ofEpochMilli(record.version())).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
            });
        }
    }
}
