package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Change times that say less than an instant. */
@ExtendWith({Postgres.class, MariaDb.class})
class ChangeTimeTest {

    private static final Instant CHANGE = Instant.parse("2026-05-05T14:00:00Z");

    @Test
    void changeOfTheSameDayShouldBeListedOnPostgres(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertDaysAreListed(database);
        }
    }

    @Test
    void changeOfTheSameDayShouldBeListedOnMariaDb(MariaDbServer.Address server) {
        try (TestDatabase database = new MariaDbDatabase(server)) {
            assertDaysAreListed(database);
        }
    }

    @Test
    void changeOfTheSameDayShouldBeListedOnSqlite(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            assertDaysAreListed(database);
        }
    }

    private static void assertDaysAreListed(TestDatabase database) {
        database.execute("CREATE TABLE products (id bigint NOT NULL PRIMARY KEY, updated_on date)");
        database.execute("INSERT INTO products VALUES (1, '2026-05-05'), (2, '2026-05-04'), (3, '2026-05-06')");
        try (SqlRecordSource source = source(database.source().timeZone("UTC"), "updated_on")) {
            assertThat(changes(source, CHANGE)).containsExactly(1L, 3L);
            assertThat(changes(source, Instant.parse("2026-05-06T00:00:00Z"))).containsExactly(3L);
            assertThat(version(source, 1)).isEqualTo(Instant.parse("2026-05-05T00:00:00Z"));
        }
        try (SqlRecordSource source = source(database.source().timeZone("America/New_York"), "updated_on")) {
            assertThat(changes(source, Instant.parse("2026-05-06T03:00:00Z")))
                    .as("it is still the fifth there")
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    void timeOfAFileShouldBeInTheConfiguredZone(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            database.execute("CREATE TABLE products (id integer PRIMARY KEY, updated_at text)");
            database.execute("INSERT INTO products VALUES (1, '2026-05-05 10:00:00'), (2, '2026-05-05T14:00:00Z'),"
                    + " (3, '2026-05-05T16:00:00+02:00')");
            try (SqlRecordSource source = source(database.source().timeZone("America/New_York"), "updated_at")) {
                for (long id = 1; id <= 3; id++) {
                    assertThat(version(source, id)).as("row %d", id).isEqualTo(CHANGE);
                }
                assertThat(changes(source, CHANGE.minusSeconds(60))).containsExactly(1L, 2L, 3L);
                assertThat(changes(source, CHANGE.plusSeconds(60))).isEmpty();
            }
        }
    }

    @Test
    void zoneThatIsOnlyAssumedShouldBeAWarning(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            database.execute(
                    "CREATE TABLE products (id bigint PRIMARY KEY, updated_at timestamp, changed_at timestamptz)");
            try (SqlRecordSource assumed = source(database.source(), "updated_at");
                    SqlRecordSource given = source(database.source().timeZone("UTC"), "updated_at");
                    SqlRecordSource zoned = source(database.source(), "changed_at")) {
                assertThat(assumed.describe(SqlFixture.PRODUCTS).warnings())
                        .singleElement()
                        .asString()
                        .contains("updated_at", "'time-zone'");
                assertThat(given.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
                assertThat(zoned.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
            }
        }
    }

    @Test
    void zoneThatIsOnlyAssumedShouldBeAWarningForTextsOfAFileThatHaveNone(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            database.execute("CREATE TABLE products (id integer PRIMARY KEY, updated_at text, changed_at text)");
            database.execute("INSERT INTO products VALUES (1, '2026-05-05 10:00:00', '2026-05-05T14:00:00Z')");
            try (SqlRecordSource assumed = source(database.source(), "updated_at");
                    SqlRecordSource given = source(database.source().timeZone("UTC"), "updated_at");
                    SqlRecordSource zoned = source(database.source(), "changed_at")) {
                assertThat(assumed.describe(SqlFixture.PRODUCTS).warnings())
                        .singleElement()
                        .asString()
                        .contains("updated_at", "'time-zone'");
                assertThat(given.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
                assertThat(zoned.describe(SqlFixture.PRODUCTS).warnings()).isEmpty();
            }
        }
    }

    /** A filter compares it with times; as a text it would meet none of them. */
    @Test
    void changeTimeOfTextsShouldBeAPointInTimeInThePayload(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            database.execute("CREATE TABLE products (id integer PRIMARY KEY, updated_at text)");
            database.execute("INSERT INTO products VALUES (1, '2026-05-05 10:00:00')");
            try (SqlRecordSource source = source(database.source().timeZone("America/New_York"), "updated_at")) {
                assertThat(source.describe(SqlFixture.PRODUCTS).fields())
                        .filteredOn(field -> field.name().equals("updated_at"))
                        .singleElement()
                        .satisfies(field -> assertThat(field.type()).isEqualTo(FieldType.TIMESTAMP));
                RecordScope scope = RecordScope.builder()
                        .model(SqlFixture.PRODUCTS)
                        .addFields("updated_at")
                        .build();
                assertThat(source.read(scope, List.of(RecordId.of(1)))
                                .records()
                                .get(0)
                                .field("updated_at"))
                        .isEqualTo(new FieldValue.Timestamp(CHANGE));
            }
        }
    }

    /** As an application stamps it whose clock shows the time of the westernmost zone. */
    @Test
    void changeInAZoneThatNobodyNamedShouldBeListedOnPostgres(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertWesternChangesAreListed(database, "timestamp", "SET TIME ZONE '-12'", "now()");
        }
    }

    @Test
    void changeInAZoneThatNobodyNamedShouldBeListedOnMariaDb(MariaDbServer.Address server) {
        try (TestDatabase database = new MariaDbDatabase(server)) {
            assertWesternChangesAreListed(database, "datetime(6)", "SET time_zone = '-12:00'", "now(6)");
        }
    }

    @Test
    void changeInAZoneThatNobodyNamedShouldBeListedOnSqlite(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            assertWesternChangesAreListed(database, "text", "PRAGMA user_version = 1", "datetime('now', '-12 hours')");
        }
    }

    private static void assertWesternChangesAreListed(
            TestDatabase database, String type, String setZone, String present) {
        database.execute("CREATE TABLE products (id bigint NOT NULL PRIMARY KEY, updated_at " + type + ")");
        database.execute("CREATE TABLE reviews (product_id bigint, stars int, updated_at " + type + ")");
        database.execute("INSERT INTO products VALUES (1, '2026-01-01 00:00:00'), (2, '2026-01-01 00:00:00'),"
                + " (3, '2026-01-01 00:00:00')");
        SqlModelBuilder model = SqlModel.builder().key(List.of("id")).version("updated_at");
        model.children(
                "reviews",
                SqlChildren.builder()
                        .parent(List.of("product_id"))
                        .columns(List.of("stars"))
                        .version("updated_at")
                        .build());
        try (SqlRecordSource source =
                database.source().model(SqlFixture.PRODUCTS, model.build()).build()) {
            Instant mark = source.now().truncatedTo(ChronoUnit.SECONDS);
            database.execute(setZone);
            database.execute("UPDATE products SET updated_at = " + present + " WHERE id = 2");
            database.execute("INSERT INTO reviews VALUES (3, 5, " + present + ")");
            assertThat(changes(source, mark)).containsExactly(2L, 3L);
        }
    }

    /** 'N' is a text that is set. */
    @Test
    void textShouldNotMarkRowsAsArchived(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            database.execute("CREATE TABLE products (id bigint PRIMARY KEY, is_deleted char(1))");
            try (SqlRecordSource source = database.source()
                    .model(
                            SqlFixture.PRODUCTS,
                            SqlModel.builder()
                                    .key(List.of("id"))
                                    .archived("is_deleted")
                                    .build())
                    .build()) {
                assertThatThrownBy(() -> source.describe(SqlFixture.PRODUCTS))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("'filter'");
            }
        }
    }

    @Test
    void settingsThatSelectRowsOrMakeIdsShouldBePartOfTheScope(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            database.execute("CREATE TABLE products (id bigint PRIMARY KEY, code bigint NOT NULL, a bigint, b bigint,"
                    + " gone boolean, hidden boolean)");
            List<SqlModelBuilder> different = List.of(
                    SqlModel.builder().key(List.of("id")),
                    SqlModel.builder().key(List.of("code")),
                    SqlModel.builder().key(List.of("id")).filter("a > 1"),
                    SqlModel.builder().key(List.of("id")).archived("gone"),
                    SqlModel.builder().key(List.of("id")).archived("hidden"),
                    SqlModel.builder().key(List.of("id")).active("gone"),
                    SqlModel.builder().key(List.of("id")).tenantColumn("a").tenant("7"),
                    SqlModel.builder().key(List.of("id")).tenantColumn("b").tenant("7"));
            assertThat(different.stream().map(model -> {
                        try (SqlRecordSource source = database.source()
                                .model(SqlFixture.PRODUCTS, model.build())
                                .build()) {
                            return source.describe(SqlFixture.PRODUCTS).scope();
                        }
                    }))
                    .doesNotHaveDuplicates();
        }
    }

    private static SqlRecordSource source(SqlRecordSourceBuilder builder, String version) {
        return builder.model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(List.of("id")).version(version).build())
                .build();
    }

    private static List<Long> changes(SqlRecordSource source, Instant since) {
        RecordScope scope = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .changedSince(since)
                .build();
        return source.page(scope, IdRange.ALL, 100).records().stream()
                .map(record -> record.id().number())
                .toList();
    }

    private static Instant version(SqlRecordSource source, long id) {
        RecordScope scope = RecordScope.builder().model(SqlFixture.PRODUCTS).build();
        SourceRecord record =
                source.read(scope, List.of(RecordId.of(id))).records().get(0);
        return Instant.ofEpochMilli(record.version());
    }
}
