package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.sql.internal.key.KeyKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQLite, whose values have types and whose columns have intentions. */
final class SqliteDialect extends Dialect {

    /** An address with a plain path: neither a URI, nor a database in memory, nor a resource. */
    private static final Pattern FILE = Pattern.compile("(jdbc:sqlite:)(?!file:)([^:?][^?]*)(\\?.*)?");

    private static final String MILLIS = "CAST(ROUND((julianday(%s) - 2440587.5) * 86400000) AS INTEGER)";

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public String clock() {
        return "SELECT " + String.format(MILLIS, "'now'");
    }

    @Override
    public String driver() {
        return "org.xerial:sqlite-jdbc";
    }

    /** The name of a source is its address: a file has one name, wherever a process is started. */
    @Override
    public String absolute(String url) {
        Matcher file = FILE.matcher(url);
        try {
            return file.matches()
                    ? file.group(1)
                            + Path.of(file.group(2)).toAbsolutePath().normalize()
                            + Objects.requireNonNullElse(file.group(3), "")
                    : url;
        } catch (InvalidPathException e) {
            return url; // the driver says what is wrong with it
        }
    }

    /** Opens the file read-only: it is neither created nor changed. */
    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        return Map.of("open_mode", "1", "busy_timeout", String.valueOf(statementTimeout.toMillis()));
    }

    @Override
    public boolean hasSessionSettings() {
        return false;
    }

    /** Refuses an encoding whose order is not that of ids. */
    @Override
    public void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        if (!text(connection, "PRAGMA encoding").orElse("").equals("UTF-8")) {
            throw new SQLException("The file has the encoding UTF-16, whose order is not that of ids", "0A000");
        }
        connection.setAutoCommit(false);
    }

    @Override
    public boolean comparesRows() {
        return true;
    }

    @Override
    public Optional<KeyKind> keyKind(SqlColumn column) {
        return switch (type(column)) {
            case WHOLE -> Optional.of(KeyKind.INTEGER);
            case TEXT -> Optional.of(KeyKind.TEXT);
            default -> Optional.empty();
        };
    }

    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        return kind == KeyKind.INTEGER ? reference : reference + " COLLATE BINARY";
    }

    /** Times are texts with or without an offset, which only SQLite's own functions compare. */
    @Override
    public Optional<ChangeTime> changeTime(SqlColumn column, String reference, LocalZone zone) {
        FieldType type = type(column);
        return type == FieldType.TIMESTAMP || type == FieldType.DATE || type == FieldType.TEXT
                ? Optional.of(new TextTime(reference, zone))
                : Optional.empty();
    }

    /** A time as text, in the zone that was configured unless it has an offset. */
    private record TextTime(String column, LocalZone zone) implements ChangeTime {

        private String utc() {
            return String.format(MILLIS, column);
        }

        private String hasOffset() {
            return "(" + column + " LIKE '%Z' OR " + column + " GLOB '*[+-][0-9][0-9]:[0-9][0-9]')";
        }

        @Override
        public boolean isAssumed() {
            return !zone.isGiven();
        }

        @Override
        public String assumedWhere() {
            return column + " IS NOT NULL AND NOT " + hasOffset();
        }

        /** Twice the milliseconds as if in UTC, and one more if they are in the zone. */
        @Override
        public String selected() {
            return "(2 * (" + utc() + ") + NOT " + hasOffset() + ")";
        }

        @Override
        public long millis(ResultSet row, int index) throws SQLException {
            long number = row.getLong(index);
            if (row.wasNull()) {
                return 0;
            }
            Instant instant = Instant.ofEpochMilli(Math.floorDiv(number, 2));
            boolean isLocal = Math.floorMod(number, 2) == 1;
            return ChangeTimes.version(
                    isLocal ? zone.instant(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) : instant);
        }

        @Override
        public SqlText notBefore(Instant instant) {
            long day =
                    zone.day(instant).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            long local = zone.least(instant).toInstant(ZoneOffset.UTC).toEpochMilli();
            return new SqlText()
                    .add("(" + utc() + ") >= CASE WHEN " + hasOffset())
                    .add(" THEN ?", (statement, index) -> statement.setLong(index, instant.toEpochMilli()))
                    .add(
                            " WHEN length(" + column + ") = 10 THEN ?",
                            (statement, index) -> statement.setLong(index, day))
                    .add(" ELSE ? END", (statement, index) -> statement.setLong(index, local));
        }
    }

    @Override
    public FieldType type(SqlColumn column) {
        String type = column.plainType();
        for (Map.Entry<String, FieldType> entry : SqliteValues.TYPES) {
            if (type.contains(entry.getKey())) {
                return entry.getValue();
            }
        }
        return FieldType.TEXT;
    }

    @Override
    public FieldValue value(ResultSet row, int index, TypedColumn column, ZoneId zone) throws SQLException {
        return SqliteValues.read(row, index, column.type(), zone);
    }

    @Override
    String falseLiteral() {
        return "0";
    }

    @Override
    public Optional<String> costlyPlan(Connection connection, String from, SqlText page) throws SQLException {
        Optional<String> sort = explained(connection, "EXPLAIN QUERY PLAN", page, rows -> {
            while (rows.next()) {
                String step = rows.getString("detail");
                if (step.contains("TEMP B-TREE FOR") && step.contains("ORDER BY")) {
                    return Optional.of("it sorts (" + step + ")");
                }
            }
            return Optional.empty();
        });
        String many = "SELECT COUNT(*) FROM (SELECT 1 FROM " + from + " LIMIT " + (MANY_ROWS + 1) + ")";
        return sort.isPresent() && number(connection, many) > MANY_ROWS ? sort : Optional.empty();
    }
}
