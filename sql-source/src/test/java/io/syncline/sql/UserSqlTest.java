package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.postgres.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, queries and columns of a configuration that a driver or a type could misunderstand. */
@ExtendWith(Postgres.class)
class UserSqlTest {

    private static final RecordScope ALL =
            RecordScope.builder().model(SqlFixture.PRODUCTS).build();

    private PostgresDatabase database;

    @BeforeEach
    void create(PostgresServer server) {
        database = new PostgresDatabase(server);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SqlRecordSource source(SqlModelBuilder model) {
        return database.source().model(SqlFixture.PRODUCTS, model.build()).build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tags ? 'sale'",
                "tags ?? 'sale'",
                "tags ?| array['sale', 'new']",
                "tags ? 'sale' AND note <> 'why?' /* why? /* really? */ */ -- why?",
                "tags?'sale' AND note <> E'it\\'s?' AND \"no?\" IS NULL AND note <> $q$why?$q$"
            })
    void questionMarkShouldBeAnOperator(String condition) {
        database.execute("CREATE TABLE products (id bigint PRIMARY KEY, tags jsonb, note text, \"no?\" text)");
        database.execute("INSERT INTO products VALUES (1, '[\"sale\"]', 'x', NULL), (2, '[]', 'x', NULL)");
        SqlModelBuilder filtered = SqlModel.builder().key(List.of("id")).filter(condition);
        SqlModelBuilder queried = SqlModel.builder()
                .key(List.of("id"))
                .query("SELECT * FROM products WHERE " + condition)
                .tenantColumn("note")
                .tenant("x");
        for (SqlModelBuilder model : List.of(filtered, queried)) {
            try (SqlRecordSource source = source(model)) {
                assertThat(source.page(ALL, IdRange.ALL, 10).records())
                        .extracting(SourceRecord::id)
                        .containsExactly(RecordId.of(1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan | pro | free",
                "inet | 10.0.0.1 | 10.0.0.2",
                "interval | 1 day | 02:00:00",
                "int4range | [1,5) | [6,8)",
                "char(5) | ab | cd",
                "varchar(5) | ab | cd",
                "name | ab | cd"
            })
    void columnOfAnyReadableTypeShouldBeKeyAndTenant(String type, String one, String two) {
        database.execute("CREATE TYPE plan AS ENUM ('pro', 'free')");
        database.execute("CREATE TABLE products (id " + type + " NOT NULL, name text)");
        database.execute("INSERT INTO products VALUES ('" + one + "', 'a'), ('" + two + "', 'b')");
        Set<RecordId> ids = Set.of(RecordId.of(one), RecordId.of(two));
        try (SqlRecordSource source = source(SqlModel.builder().key(List.of("id")))) {
            source.describe(SqlFixture.PRODUCTS);
            List<RecordId> listed = new ArrayList<>();
            RecordPage page = source.page(ALL, IdRange.ALL, 1);
            page.records().forEach(record -> listed.add(record.id()));
            source.page(ALL, new IdRange(page.resumeAfter(), Cursor.END), 1)
                    .records()
                    .forEach(record -> listed.add(record.id()));
            assertThat(listed).containsExactlyInAnyOrderElementsOf(ids).isSorted();
            assertThat(source.existing(ALL, ids)).isEqualTo(ids);
        }
        SqlModelBuilder tenant =
                SqlModel.builder().key(List.of("name")).tenantColumn("id").tenant(one);
        try (SqlRecordSource source = source(tenant)) {
            assertThat(source.page(ALL, IdRange.ALL, 10).records())
                    .extracting(SourceRecord::id)
                    .containsExactly(RecordId.of("a"));
        }
    }

    @Test
    void slowViewShouldBeDescribedWithAWarning() {
        database.execute("CREATE VIEW products AS SELECT CASE WHEN pg_sleep(0.1) IS NULL THEN 0 ELSE n END AS id"
                + " FROM generate_series(1, 100) n");
        try (SqlRecordSource source = database.source()
                .statementTimeout(Duration.ofSeconds(1))
                .model(
                        SqlFixture.PRODUCTS,
                        SqlModel.builder().key(List.of("id")).build())
                .build()) {
            assertThat(source.describe(SqlFixture.PRODUCTS).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("without a key", "statement-timeout"));
        }
    }

    /** The errors as the drivers give them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S0001 | 245 | Conversion failed when converting the varchar value 'marker' to data type int.",
                "S0005 | 8114 | Error converting data type varchar 'marker' to numeric.",
                "S0001 | 241 | Conversion failed when converting date 'marker'.",
                "HY000 | 1366 | Incorrect integer value: 'marker' for column 'x' at row 1",
                "HY000 | 1411 | Incorrect datetime value: 'marker' for function str_to_date",
                "22P02 | 0 | ERROR: invalid input syntax for type integer: \"marker\"",
                "42000 | 1722 | ORA-01722: unable to convert string value containing 'marker' to a number"
            })
    void valueShouldBeNeitherInTheMessageNorInTheCause(String state, int number, String message) {
        SqlLogin login =
                new SqlLogin(JdbcAddress.of(database.url()), Optional.empty(), Optional.empty(), Duration.ofSeconds(1));
        RuntimeException failure =
                SqlFault.of(new SQLException(message, state, number)).failure("read rows", login);
        assertThat(failure).hasMessageContaining("an expression fails").hasMessageNotContaining("marker");
        assertThat(failure).hasNoCause();
    }
}
