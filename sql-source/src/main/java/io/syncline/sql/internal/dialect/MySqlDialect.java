package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB. The time zone of a session is UTC, so a {@code TIMESTAMP} is in UTC; times are read as texts. */
final class MySqlDialect extends Dialect {

    /** A TIMESTAMP is in UTC, whatever the zone of a session is. */
    private static final LocalZone STORED = LocalZone.of(ZoneOffset.UTC);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final DateTimeFormatter BOUND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public String clock() {
        return "SELECT CAST(FLOOR(UNIX_TIMESTAMP(SYSDATE(3)) * 1000) AS SIGNED)";
    }

    @Override
    public String driver() {
        return "com.mysql:mysql-connector-j or org.mariadb.jdbc:mariadb-java-client";
    }

    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        // it bounds the login too, and is raised for statements after it
        return Map.of("connectTimeout", millis(LOGIN), "socketTimeout", millis(LOGIN));
    }

    @Override
    public void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        execute(connection, "SET time_zone = '+00:00'");
        connection.setAutoCommit(false);
    }

    @Override
    public String quote(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }

    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        return kind == KeyKind.INTEGER ? reference : "CAST(CONVERT(" + reference + " USING utf8mb4) AS BINARY)";
    }

    @Override
    public String orderedValue(KeyKind kind) {
        return kind == KeyKind.INTEGER ? "?" : "CAST(CONVERT(? USING utf8mb4) AS BINARY)";
    }

    @Override
    public boolean sortsByCodePoint(Connection connection, String from, String reference) throws SQLException {
        return text(connection, "SELECT COLLATION((SELECT " + reference + " FROM " + from + " LIMIT 0))")
                .orElse("")
                .matches("(utf8mb4|utf8mb3|utf8|ascii)_(bin|nopad_bin|0900_bin)");
    }

    @Override
    public Optional<ChangeTime> changeTime(SqlColumn column, String reference, LocalZone zone) {
        return switch (column.plainType()) {
            case "timestamp" -> Optional.of(new TextTime(reference, STORED, false));
            case "datetime" -> Optional.of(new TextTime(reference, zone, false));
            case "date" -> Optional.of(new TextTime(reference, zone, true));
            default -> Optional.empty();
        };
    }

    /** A time that is read and compared as text, which does not depend on the driver's settings. */
    private record TextTime(String column, LocalZone zone, boolean isDay) implements ChangeTime {

        @Override
        public String selected() {
            return asText(column);
        }

        @Override
        public String greatest() {
            return asText("MAX(" + column + ")");
        }

        @Override
        public String absent() {
            return column + " IS NULL";
        }

        @Override
        public boolean isAssumed() {
            return !zone.isGiven();
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            return parse(row.getString(index), zone.id())
                    .map(ChangeTimes::version)
                    .orElse(0L);
        }

        @Override
        public SqlText notBefore(Instant instant) {
            String bound =
                    isDay ? zone.day(instant).toString() : zone.least(instant).format(BOUND);
            return new SqlText().add(column + " >= ?", (statement, index) -> statement.setString(index, bound));
        }
    }

    private static String asText(String expression) {
        return "DATE_FORMAT(" + expression + ", '%Y-%m-%d %H:%i:%s.%f')";
    }

    private static Optional<Instant> parse(@Nullable String text, ZoneId zone) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(text, TIME).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public FieldType type(SqlColumn column) {
        return switch (column.plainType()) {
            case "json" -> FieldType.JSON;
            case "enum" -> FieldType.CHOICE;
            case "timestamp", "datetime" -> FieldType.TIMESTAMP;
            default -> super.type(column);
        };
    }

    @Override
    public String selected(SqlColumn column, String reference) {
        return type(column) == FieldType.TIMESTAMP ? asText(reference) : reference;
    }

    @Override
    public FieldValue value(ResultSet row, int index, TypedColumn column, ZoneId zone) throws SQLException {
        if (column.type() == FieldType.TIMESTAMP) {
            return parse(row.getString(index), column.column().plainType().equals("timestamp") ? ZoneOffset.UTC : zone)
                    .<FieldValue>map(FieldValue.Timestamp::new)
                    .orElse(FieldValue.EMPTY);
        }
        return super.value(row, index, column, zone);
    }

    @Override
    public Optional<OpenTransactions> openTransactions(Connection connection) throws SQLException {
        return Optional.of(MySqlActivity.read(connection, number(connection, clock())));
    }

    @Override
    public Optional<String> costlyPlan(Connection connection, String from, SqlText page) throws SQLException {
        return explained(connection, "EXPLAIN", page, rows -> {
            while (rows.next()) {
                String extra = rows.getString("Extra");
                if (extra != null && extra.contains("filesort") && rows.getLong("rows") > MANY_ROWS) {
                    return Optional.of("it sorts about " + rows.getLong("rows") + " rows (" + extra + ")");
                }
            }
            return Optional.empty();
        });
    }
}
