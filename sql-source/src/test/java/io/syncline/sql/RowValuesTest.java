package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that a driver's own conversion would change. */
@ExtendWith(Postgres.class)
@Isolated("changes the time zone of the process")
class RowValuesTest {

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
    }

    private static FieldValue value(TestDatabase database, String type, String literal) {
        database.execute("CREATE TABLE products (id bigint PRIMARY KEY, x " + type + ")");
        database.execute("INSERT INTO products VALUES (1, " + literal + ")");
        try (SqlRecordSource source = source(database)) {
            return source.page(
                            RecordScope.builder()
                                    .model(SqlFixture.PRODUCTS)
                                    .addFields("x")
                                    .build(),
                            IdRange.ALL,
                            10)
                    .records()
                    .get(0)
                    .field("x");
        } finally {
            database.execute("DROP TABLE products");
        }
    }

    private static SqlRecordSource source(TestDatabase database) {
        return database.source()
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(List.of("id")).build())
                .build();
    }

    @Test
    void numbersShouldKeepTheirDigits(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertThat(value(database, "numeric(19,0)", "9007199254740993"))
                    .isEqualTo(new FieldValue.Whole(9_007_199_254_740_993L));
            assertThat(value(database, "numeric", "9007199254740993"))
                    .isEqualTo(new FieldValue.Whole(9_007_199_254_740_993L));
            assertThat(value(database, "numeric(20,0)", "12345678901234567890"))
                    .isEqualTo(new FieldValue.Text("12345678901234567890"));
            assertThat(value(database, "numeric(30,2)", "12345678901234567.89"))
                    .isEqualTo(new FieldValue.Text("12345678901234567.89"));
            assertThat(value(database, "money", "12345678901234567.89::numeric::money"))
                    .isEqualTo(new FieldValue.Text("12345678901234567.89"));
            assertThat(value(database, "numeric", "12.50")).isEqualTo(new FieldValue.Decimal(12.5));
            assertThat(value(database, "numeric", "1e20")).isEqualTo(new FieldValue.Decimal(1e20));
            assertThat(value(database, "real", "0.1")).isEqualTo(new FieldValue.Decimal(0.1));
            assertThat(value(database, "numeric(30,20)", "0.33333333333333333333"))
                    .as("a mean is rounded, not turned into a text")
                    .isEqualTo(new FieldValue.Decimal(1 / 3.0));
        }
    }

    /** One such value must neither vanish nor stop the model. */
    @ParameterizedTest
    @CsvSource({
        "timestamp, infinity",
        "timestamp, -infinity",
        "timestamptz, infinity",
        "timestamptz, -infinity",
        "date, infinity",
        "date, -infinity",
        "numeric, NaN",
        "'numeric(9,0)', NaN",
        "numeric, Infinity",
        "real, NaN",
        "real, -Infinity",
        "double precision, NaN",
        "double precision, Infinity"
    })
    void valueThatIsNoTimeAndNoNumberShouldBeATextAsTheDatabaseWritesIt(
            String type, String written, PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertThat(value(database, type, "'" + written + "'")).isEqualTo(new FieldValue.Text(written));
        }
    }

    @Test
    void infiniteNumberOfAFileShouldBeAText(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            assertThat(value(database, "real", "9e999")).isEqualTo(new FieldValue.Text("Infinity"));
        }
    }

    @Test
    void numbersOfAFileShouldKeepTheirDigits(@TempDir Path folder) {
        try (TestDatabase database = new SqliteDatabase(folder)) {
            assertThat(value(database, "decimal", "9007199254740993"))
                    .isEqualTo(new FieldValue.Whole(9_007_199_254_740_993L));
            assertThat(value(database, "decimal", "12.5")).isEqualTo(new FieldValue.Decimal(12.5));
            assertThat(value(database, "decimal", "12")).isEqualTo(new FieldValue.Decimal(12));
        }
    }

    @Test
    void elementsOfArraysShouldNotDependOnTheProcess(PostgresServer server) {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertThat(value(database, "timestamptz[]", "'{2026-05-05 10:00:00+00,NULL}'"))
                    .isEqualTo(new FieldValue.Text("2026-05-05 10:00:00+00"));
            assertThat(value(database, "timestamp[]", "'{2026-03-08 02:30:00}'"))
                    .isEqualTo(new FieldValue.Text("2026-03-08 02:30:00"));
            assertThat(value(database, "numeric[]", "'{0.00000001,1000}'"))
                    .isEqualTo(new FieldValue.Text("0.00000001, 1000"));
            assertThat(value(database, "boolean[]", "'{t,f}'")).isEqualTo(new FieldValue.Text("true, false"));
            assertThat(value(database, "int[]", "'{{1,2},{3,4}}'")).isEqualTo(new FieldValue.Text("[1, 2], [3, 4]"));
        }
    }

    @Test
    void arrayOfBytesShouldBeLeftOut(PostgresServer server) {
        try (TestDatabase database = new PostgresDatabase(server)) {
            assertThat(value(database, "bytea[]", "ARRAY['\\x01'::bytea]")).isEqualTo(FieldValue.EMPTY);
            database.execute("CREATE TABLE products (id bigint PRIMARY KEY, name text, files bytea[])");
            try (SqlRecordSource source = source(database)) {
                assertThat(source.describe(SqlFixture.PRODUCTS).defaultFields()).containsExactly("name");
                assertThat(source.describe(SqlFixture.PRODUCTS).field("files"))
                        .map(FieldDescription::type)
                        .contains(FieldType.BINARY);
            }
        }
    }
}
