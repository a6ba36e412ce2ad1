package io.syncline.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.Dialects;
import io.syncline.sql.internal.dialect.LocalZone;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements for databases that no server of the tests speaks for. */
class DialectStatementsTest {

    private static final SqlColumn REGION = new SqlColumn("region", Types.VARCHAR, "varchar", 40, 0, true);
    private static final SqlColumn NUMBER = new SqlColumn("number", Types.BIGINT, "bigint", 19, 0, true);
    private static final SqlColumn CHANGED = new SqlColumn("changed", Types.TIMESTAMP, "timestamp", 0, 0, false);

    private static String page(String protocol) {
        Dialect dialect = Dialects.of("jdbc:" + protocol + ":").orElseThrow();
        Map<String, SqlColumn> columns = new LinkedHashMap<>();
        List.of(REGION, NUMBER, CHANGED).forEach(column -> columns.put(column.name(), column));
        SqlModel settings = SqlModel.builder()
                .key(List.of("region", "number"))
                .version("changed")
                .build();
        ModelShape shape = new ModelShape(
                SqlFixture.PRODUCTS,
                settings,
                settings.relation("products").from(dialect, "t"),
                columns,
                List.of(key(dialect, REGION, KeyKind.TEXT), key(dialect, NUMBER, KeyKind.INTEGER)),
                dialect.changeTime(CHANGED, "t." + dialect.quote("changed"), LocalZone.ASSUMED),
                List.of(),
                Optional.empty(),
                Map.of());
        RecordScope scope = RecordScope.builder()
                .model(SqlFixture.PRODUCTS)
                .changedSince(Instant.EPOCH)
                .build();
        IdRange range = IdRange.after(Cursor.after(RecordId.of("north b42")));
        return new RowStatements(dialect, shape, new RowLayout(dialect, shape, ZoneOffset.UTC, List.of()))
                .page(scope, range, 10)
                .toString();
    }

    private static KeyColumn key(Dialect dialect, SqlColumn column, KeyKind kind) {
        String reference = "t." + dialect.quote(column.name());
        return new KeyColumn(
                column.name(), kind, reference, dialect.ordered(kind, column, reference), dialect.orderedValue(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void mySqlShouldSortByBytes(String protocol) {
        String region = "CAST(CONVERT(t.`region` USING utf8mb4) AS BINARY)";
        String place = "CAST(CONVERT(? USING utf8mb4) AS BINARY)";
        assertThat(page(protocol))
                .isEqualTo(
                        "SELECT t.`region`, t.`number`, DATE_FORMAT(t.`changed`, '%Y-%m-%d %H:%i:%s.%f') FROM `products` t"
                                + " WHERE (t.`changed` >= ? OR t.`changed` IS NULL)"
                                + " AND (" + region + " >= " + place + " AND (" + region + " > " + place
                                + " OR t.`number` > ?)) ORDER BY " + region + ", t.`number` LIMIT 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqlserver | ORDER BY CONVERT(varbinary(2048), CONVERT(varchar(2048), CONVERT(nvarchar(1024), t.[region])"
                        + " COLLATE Latin1_General_100_BIN2_UTF8)), t.[number] OFFSET 0 ROWS FETCH NEXT 10 ROWS ONLY",
                "oracle | ORDER BY t.\"region\", t.\"number\" FETCH FIRST 10 ROWS ONLY",
                "postgresql | (t.\"region\" COLLATE \"C\", t.\"number\") > (?, ?) ORDER BY t.\"region\" COLLATE \"C\","
                        + " t.\"number\" LIMIT 10",
                "sqlite | (t.\"region\" COLLATE BINARY, t.\"number\") > (?, ?) ORDER BY t.\"region\" COLLATE BINARY,"
                        + " t.\"number\" LIMIT 10"
            })
    void pageShouldBeInTheOrderOfIds(String protocol, String end) {
        assertThat(page(protocol)).endsWith(end);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, sales.products, '\"sales\".\"products\" t'",
        "postgresql, '\"a.b\".c', '\"a.b\".\"c\" t'",
        "sqlserver, 'dbo.or]der', '[dbo].[or]]der] t'",
        "mysql, 'or`der', '`or``der` t'",
        "oracle, sales.products, '\"SALES\".\"PRODUCTS\" t'",
        "oracle, '\"products\"', '\"products\" t'",
        "oracle, Products, '\"Products\" t'"
    })
    void namesShouldBeQuoted(String protocol, String table, String from) {
        Dialect dialect = Dialects.of("jdbc:" + protocol + ":").orElseThrow();
        assertThat(new Relation(Optional.of(table), Optional.empty()).from(dialect, "t"))
                .isEqualTo(from);
    }

    @ParameterizedTest
    @CsvSource({
        "'jdbc:postgresql://db.example.com/shop?ssl=true', postgresql://db.example.com/shop",
        "'jdbc:sqlserver://db.example.com;databaseName=shop;encrypt=true', sqlserver://db.example.com/shop",
        "'jdbc:oracle:thin:@//db.example.com/shop', oracle:thin:@//db.example.com/shop",
        "'jdbc:sqlite:/data/shop.db', sqlite:/data/shop.db"
    })
    void nameOfTheSourceShouldBeTheAddressWithoutParameters(String url, String name) {
        assertThat(JdbcAddress.of(url).sourceName()).isEqualTo(name);
    }

    /** Types that Oracle's driver numbers itself. */
    @ParameterizedTest
    @CsvSource({"-101, TIMESTAMP WITH TIME ZONE", "-102, TIMESTAMP WITH LOCAL TIME ZONE"})
    void zonedTimesOfOracleShouldBeChangeTimes(int type, String name) {
        SqlColumn column = new SqlColumn("changed", type, name, 0, 6, false);
        Dialect oracle = Dialects.of("jdbc:oracle:").orElseThrow();
        assertThat(oracle.type(column)).isEqualTo(FieldType.TIMESTAMP);
        assertThat(oracle.changeTime(column, "t.x", LocalZone.ASSUMED)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "4, 500", "5, 400"})
    void parametersOfAStatementShouldBeFewerThanSqlServerTakes(int columns, int first) {
        List<Integer> all = Collections.nCopies(1001, 7);
        List<List<Integer>> portions = KeyConditions.portions(all, columns);
        assertThat(portions.get(0)).hasSize(first);
        assertThat(portions.stream().mapToInt(List::size).sum()).isEqualTo(all.size());
        assertThat(portions).allMatch(portion -> portion.size() * columns < 2100);
    }
}
