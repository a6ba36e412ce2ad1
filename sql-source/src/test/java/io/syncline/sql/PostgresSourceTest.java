package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.LeftOutField;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.text.FieldText;
import io.syncline.testkit.postgres.PostgresServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables, views and queries of a real PostgreSQL. */
@ExtendWith(Postgres.class)
class PostgresSourceTest {

    private PostgresDatabase database;
    private SqlRecordSource source;

    @BeforeEach
    void create(PostgresServer server) {
        database = new PostgresDatabase(server);
    }

    @AfterEach
    void close() {
        source.close();
        database.close();
    }

    private void open(SqlModelBuilder model) {
        source = database.source().model(SqlFixture.PRODUCTS, model.build()).build();
    }

    private static RecordScope scope(String... fields) {
        return RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .addFields(fields)
                .build();
    }

    private List<SourceRecord> records(String... fields) {
        return source.page(scope(fields), IdRange.ALL, 100).records();
    }

    private static SqlModelBuilder byId() {
        return SqlModel.builder().key(List.of("id"));
    }

    @Test
    void anotherDatabaseOfTheServerShouldHaveAnotherIdentity() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY)");
        open(byId());
        String other = "other_" + database.name();
        database.execute("CREATE DATABASE " + other);
        try (SqlRecordSource same = database.source()
                        .model(SqlFixture.PRODUCTS, byId().build())
                        .build();
                SqlRecordSource another = SqlRecordSource.builder()
                        .url(database.url().replaceFirst("/[^/?]*\\?.*", "/" + other))
                        .username(PostgresServer.USER)
                        .password(PostgresServer.PASSWORD)
                        .build()) {
            assertThat(source.database()).isPresent().isEqualTo(same.database());
            assertThat(another.database()).isPresent().isNotEqualTo(source.database());
        } finally {
            database.execute("DROP DATABASE " + other + " WITH (FORCE)");
        }
    }

    @Test
    void identityShouldBeUnknownWhenTheUserMayNotReadIt() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY)");
        database.execute(
                "CREATE FUNCTION pg_control_system() RETURNS TABLE (system_identifier bigint) LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE insufficient_privilege; END'");
        source = SqlRecordSource.builder()
                .url(database.url() + ",pg_catalog")
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .model(SqlFixture.PRODUCTS, byId().build())
                .build();
        assertThat(source.database()).isEmpty();
        assertThat(source.count(scope())).as("it goes on").isZero();
    }

    @Test
    void columnsShouldBecomeFieldsOfTheirTypes() {
        database.execute("CREATE TYPE mood AS ENUM ('happy', 'sad')");
        database.execute("CREATE TABLE products (id int PRIMARY KEY, t text, c char(5), v varchar(9), b boolean, i int,"
                + " l bigint, n numeric(10,2), w numeric(9,0), f float8, m money, d date, ts timestamp, tz timestamptz,"
                + " j json, jb jsonb, a text[], e mood, x bytea, u uuid, iv interval, tm time)");
        database.execute(
                "INSERT INTO products VALUES (1, 'text', 'ab', 'var', true, 7, 9007199254740993, 12.50, 5, 0.5,"
                        + " 1234.56, '2026-03-01', '2026-03-01 10:00', '2026-03-01 10:00+02', '{\"a\": 1}', '{\"a\": 1}',"
                        + " '{one,NULL,two}', 'happy', '\\x00', '6f9619ff-8b86-d011-b42d-00cf4fc964ff', '1 day', '10:00')");
        open(byId());
        assertThat(records("t", "b", "l", "n", "w", "m", "d", "ts", "tz", "jb", "a", "e", "x", "u", "iv", "tm")
                        .get(0)
                        .fields())
                .containsEntry("t", new FieldValue.Text("text"))
                .containsEntry("b", new FieldValue.Bool(true))
                .containsEntry("l", new FieldValue.Whole(9007199254740993L))
                .containsEntry("n", new FieldValue.Decimal(12.5))
                .containsEntry("w", new FieldValue.Whole(5))
                .containsEntry("m", new FieldValue.Money(1234.56, null))
                .containsEntry("d", new FieldValue.Day(LocalDate.of(2026, 3, 1)))
                .containsEntry("ts", new FieldValue.Timestamp(Instant.parse("2026-03-01T10:00:00Z")))
                .containsEntry("tz", new FieldValue.Timestamp(Instant.parse("2026-03-01T08:00:00Z")))
                .containsEntry("jb", new FieldValue.Json("{\"a\": 1}"))
                .containsEntry("a", new FieldValue.Text("one, two"))
                .containsEntry("e", new FieldValue.Choice("happy", "happy"))
                .containsEntry("x", FieldValue.EMPTY)
                .containsEntry("u", new FieldValue.Text("6f9619ff-8b86-d011-b42d-00cf4fc964ff"))
                .containsEntry("iv", new FieldValue.Text("1 day"))
                .containsEntry("tm", new FieldValue.Text("10:00:00"));
        ModelDescription description = source.describe(SqlFixture.PRODUCTS);
        assertThat(description.field("x"))
                .hasValueSatisfying(field -> assertThat(field.type()).isEqualTo(FieldType.BINARY));
        assertThat(description.defaultFields()).contains("t", "e", "n", "b").doesNotContain("x", "id", "jb");
    }

    @Test
    void emptyColumnsShouldBeEmptyFields() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, t text, b boolean, i int, n numeric, d date,"
                + " tz timestamptz, ts timestamp, j jsonb, a int[], m money)");
        database.execute("INSERT INTO products (id) VALUES (1)");
        open(byId());
        assertThat(records("t", "b", "i", "n", "d", "tz", "ts", "j", "a", "m")
                        .get(0)
                        .fields()
                        .values())
                .hasSize(10)
                .allMatch(FieldValue.EMPTY::equals);
    }

    @Test
    void secretsAndPersonalDataShouldBeLeftOutByDefault() {
        database.execute(
                "CREATE TABLE products (id int PRIMARY KEY, name text, password_hash text, \"apiKey\" text, iban"
                        + " text, keyboard text, created_by text, supplier_id int)");
        open(byId());
        ModelDescription description = source.describe(SqlFixture.PRODUCTS);
        assertThat(description.defaultFields()).containsExactly("name", "keyboard");
        assertThat(description.leftOutFields())
                .containsExactly(
                        new LeftOutField("password_hash", "secrets"),
                        new LeftOutField("apiKey", "secrets"),
                        new LeftOutField("iban", "personal data"));
    }

    @Test
    void textKeysOfAnotherCollationShouldBePagedByCodePoint() {
        database.execute("CREATE TABLE products (id text COLLATE \"und-x-icu\" PRIMARY KEY, name text)");
        List<String> keys = List.of("a", "B", "b", "A", "ä", "Z", "z", "a b", "a-b", "ab", "🚀", "\uE000", "~");
        keys.forEach(key -> database.execute("INSERT INTO products VALUES (?, 'x')", key));
        open(byId());
        List<RecordId> listed = new ArrayList<>();
        Cursor position = Cursor.START;
        boolean end = false;
        while (!end) {
            RecordPage page = source.page(scope(), IdRange.after(position), 2);
            page.records().forEach(record -> listed.add(record.id()));
            position = page.resumeAfter();
            end = page.end();
        }
        assertThat(listed)
                .containsExactlyElementsOf(
                        keys.stream().map(RecordId::of).sorted().toList());
    }

    @Test
    void slowPagesShouldBeAWarningWithTheReasonAndTheIndex() {
        database.execute("CREATE TABLE products (\"unit.no\" text COLLATE \"und-x-icu\" PRIMARY KEY, name text)");
        database.execute("INSERT INTO products SELECT 'key ' || n, 'x' FROM generate_series(1, 20000) n");
        database.execute("ANALYZE products");
        open(SqlModel.builder().key(List.of("unit.no")));
        assertThat(source.describe(SqlFixture.PRODUCTS).warnings())
                .singleElement()
                .asString()
                .contains("it sorts about 20000 rows (Seq Scan on products)", "(\"unit.no\" COLLATE \"C\")");
        database.execute("CREATE INDEX ON products (\"unit.no\" COLLATE \"C\")");
        assertThat(source.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
    }

    @Test
    void missingIndexOfTheVersionShouldBeAWarning() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, name text, updated_at timestamptz)");
        database.execute("INSERT INTO products SELECT n, 'x', now() FROM generate_series(1, 20000) n");
        database.execute("ANALYZE products");
        open(byId().version("updated_at"));
        assertThat(source.describe(SqlFixture.PRODUCTS).warnings())
                .singleElement()
                .asString()
                .contains("No index of products begins with updated_at");
        database.execute("CREATE INDEX ON products (name, updated_at)");
        assertThat(source.describe(SqlFixture.PRODUCTS).warnings()).hasSize(1);
        database.execute("CREATE INDEX ON products (updated_at, name)");
        assertThat(source.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
    }

    @Test
    void filterAndTenantShouldLimitEveryAnswer() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, name text, price int, company int)");
        database.execute("INSERT INTO products VALUES (1, 'a', 5, 7), (2, 'b', 0, 7), (3, 'c', 5, 8)");
        open(byId().filter("price > 0 -- only what is sold")
                .tenantColumn("company")
                .tenant("7"));
        List<RecordId> all = List.of(RecordId.of(1), RecordId.of(2), RecordId.of(3));
        assertThat(records("name")).extracting(SourceRecord::id).containsExactly(RecordId.of(1));
        assertThat(source.existing(scope(), all)).containsExactly(RecordId.of(1));
        assertThat(source.count(scope())).isEqualTo(1);
        assertThat(source.describe(SqlFixture.PRODUCTS).defaultPayload()).containsExactly("company", "price");
    }

    @Test
    void queryShouldBeReadLikeATable() {
        database.execute("CREATE TABLE goods (id int PRIMARY KEY, title text)");
        database.execute("INSERT INTO goods VALUES (1, 'Lamp'), (2, 'Desk')");
        open(byId().query("SELECT id, upper(title) AS name FROM goods WHERE id > 1; "));
        assertThat(records("name"))
                .singleElement()
                .satisfies(record -> assertThat(record.field("name")).isEqualTo(new FieldValue.Text("DESK")));
    }

    @Test
    void childrenShouldBeLinesInTheirOrderAndChangeTheirRecord() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, name text, updated_at timestamptz)");
        database.execute("CREATE TABLE reviews (product_id int, stars int, text text, updated_at timestamptz)");
        database.execute("INSERT INTO products SELECT n, 'Product ' || n, '2026-01-01' FROM generate_series(1, 3) n");
        database.execute("INSERT INTO reviews VALUES (1, 3, 'Fine', '2026-01-01'), (1, 1, 'Bad', '2026-02-01'),"
                + " (1, 5, NULL, '2026-01-01'), (3, 2, 'Hm', '2026-01-01')");
        open(byId().version("updated_at")
                .children(
                        "reviews",
                        SqlChildren.builder()
                                .parent(List.of("product_id"))
                                .columns(List.of("stars", "text"))
                                .version("updated_at")
                                .limit(2)
                                .build()));
        assertThat(records("name", "reviews"))
                .extracting(record -> FieldText.of(record.field("reviews")))
                .containsExactly("1, Bad\n3, Fine", "", "2, Hm");
        RecordScope changed = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .changedSince(Instant.parse("2026-01-15T00:00:00Z"))
                .build();
        assertThat(source.page(changed, IdRange.ALL, 10).records())
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.id()).isEqualTo(RecordId.of(1));
                    assertThat(record.version())
                            .isEqualTo(Instant.parse("2026-02-01T00:00:00Z").toEpochMilli());
                });
        assertThat(source.describe(SqlFixture.PRODUCTS).defaultFields()).containsExactly("name", "reviews");
    }

    @Test
    void timesOfAZoneShouldBeReadAgainWhenTheClockIsSetBack() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, name text, updated_at timestamp)");
        // 02:10 for the second time, twenty minutes after 02:50 for the first time
        database.execute("INSERT INTO products VALUES (1, 'Lamp', '2026-10-25 02:10')");
        source = database.source()
                .timeZone("Europe/Berlin")
                .model(SqlFixture.PRODUCTS, byId().version("updated_at").build())
                .build();
        RecordScope changed = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .changedSince(Instant.parse("2026-10-25T00:50:00Z"))
                .build();
        assertThat(source.page(changed, IdRange.ALL, 10).records()).hasSize(1);
    }

    /** An interval is written in the style of the role, and may be a key. */
    @Test
    void idsShouldNotDependOnTheRoleThatReads() {
        database.execute("CREATE TABLE products (id interval PRIMARY KEY)");
        database.execute("INSERT INTO products VALUES ('1 year 2 days 03:00')");
        source = SqlRecordSource.builder()
                .url(database.url() + "&options=-c%20intervalstyle=iso_8601")
                .username(PostgresServer.USER)
                .password(PostgresServer.PASSWORD)
                .model(SqlFixture.PRODUCTS, byId().build())
                .build();
        assertThat(records()).extracting(SourceRecord::id).containsExactly(RecordId.of("1 year 2 days 03:00:00"));
    }

    @Test
    void counterShouldReadAllRowsAndSaySo() {
        database.execute("CREATE TABLE products (id int PRIMARY KEY, name text, revision bigint)");
        database.execute("INSERT INTO products VALUES (1, 'Lamp', 5)");
        open(byId().version("revision"));
        ModelDescription description = source.describe(SqlFixture.PRODUCTS);
        assertThat(description.hasChangeTime()).isFalse();
        assertThat(description.notes()).singleElement().asString().contains("version-unit");
        assertThat(records("name")).extracting(SourceRecord::version).containsExactly(0L);
    }
}
