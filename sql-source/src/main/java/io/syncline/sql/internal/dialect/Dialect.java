package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a kind of database does in its own way. The methods here are those of standard SQL.
 *
 * <p>Immutable.
 */
public abstract class Dialect {

    /** A page that sorts more rows than this is worth a warning. */
    static final long MANY_ROWS = 10_000;

    /** How long a login may take. */
    static final Duration LOGIN = Duration.ofSeconds(10);

    /** How much longer than a statement may take the driver waits for an answer. */
    static final Duration ANSWER_MARGIN = Duration.ofSeconds(30);

    Dialect() {}

    static String seconds(Duration duration) {
        return String.valueOf(duration.toSeconds());
    }

    static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    /** The name of the database, for messages. */
    public abstract String name();

    /** A statement that gives the milliseconds since 1970-01-01T00:00Z by the server's clock. */
    public abstract String clock();

    /** Where to get the driver. */
    public abstract String driver();

    /**
     * Settings of the driver that a user may override in the address. They have to bound the login too: a server may accept a
     * connection and never answer.
     */
    public Map<String, String> properties(Duration statementTimeout) {
        return Map.of();
    }

    /** Whether a connection takes {@code setReadOnly} and a network time-out. */
    public boolean hasSessionSettings() {
        return true;
    }

    /** Whether a statement outside of a transaction is one that reads only, and gives all rows in one answer. */
    public boolean readsAlone() {
        return false;
    }

    /** An address that means the same in every working directory. */
    public String absolute(String url) {
        return url;
    }

    /** Whether the database can report rows as they are written. */
    public boolean hasReplication() {
        return false;
    }

    /** Whether the server itself ends statements that take too long, on connections that were prepared: a timer costs time for each. */
    public boolean limitsStatements() {
        return false;
    }

    /** Prepares a new connection. */
    public void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        connection.setAutoCommit(false);
    }

    /** A name in quotes. */
    public String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** What ends a select statement after some rows. */
    public String limit(int rows) {
        return " LIMIT " + rows;
    }

    /** Whether {@code (a, b) > (x, y)} compares by columns and uses an index. */
    public boolean comparesRows() {
        return false;
    }

    /** What a column holds as a part of a key; empty if it cannot be one. */
    public Optional<KeyKind> keyKind(SqlColumn column) {
        if (column.type() == Types.NUMERIC || column.type() == Types.DECIMAL) {
            return column.scale() <= 0 ? Optional.of(KeyKind.INTEGER) : Optional.empty();
        }
        return switch (type(column)) {
            case WHOLE -> Optional.of(KeyKind.INTEGER);
            case TEXT, CHOICE -> Optional.of(KeyKind.TEXT);
            default -> Optional.empty();
        };
    }

    /**
     * How the order of ids is had of a column of a key.
     *
     * @param kind what the column holds
     * @param column the column
     * @param reference the column in a statement
     */
    public abstract String ordered(KeyKind kind, SqlColumn column, String reference);

    /** Whether sorting by a column needs {@link #ordered}; asked for texts only, of the database itself. */
    public boolean sortsByCodePoint(Connection connection, String from, String reference) throws SQLException {
        return false;
    }

    /** The place of a value that is compared with {@link #ordered}. */
    public String orderedValue(KeyKind kind) {
        return "?";
    }

    /** The name that an identifier of a configuration stands for. */
    public String stored(String identifier) {
        return identifier;
    }

    /** How a column of a key is selected. */
    public String selectedKey(KeyKind kind, String reference) {
        return reference;
    }

    /** The id of a UUID, as the driver writes it. */
    public String uuid(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Gives a parameter the value of a part of a key. */
    public Binding keyValue(KeyKind kind, Object value) {
        return value instanceof Long number
                ? (statement, index) -> statement.setLong(index, number)
                : (statement, index) -> statement.setString(index, (String) value);
    }

    /**
     * A column of a key or tenant that is compared with a value.
     *
     * @param kind what the column holds
     * @param column the column
     * @param reference the column in a statement
     */
    public String comparable(KeyKind kind, SqlColumn column, String reference) {
        return reference;
    }

    /** How rows are sorted that are equal in the columns before; empty if the database cannot sort by this column. */
    public Optional<String> tieBreaker(SqlColumn column, String reference) {
        return switch (type(column)) {
            case BINARY, OTHER -> Optional.empty();
            case TEXT, HTML, CHOICE, JSON -> Optional.of(ordered(KeyKind.TEXT, column, reference));
            default -> Optional.of(reference);
        };
    }

    /** SQL of a configuration as the driver takes it. */
    public String written(String sql) {
        return sql;
    }

    /** Whether a column holds times with a time zone. */
    boolean isZoned(SqlColumn column) {
        return column.type() == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    /** The change time in a column; empty if the column holds none. */
    public Optional<ChangeTime> changeTime(SqlColumn column, String reference, LocalZone zone) {
        if (isZoned(column)) {
            return Optional.of(new ChangeTimes.Zoned(reference));
        }
        if (column.type() == Types.DATE) {
            return Optional.of(ChangeTimes.day(reference, zone));
        }
        return column.type() == Types.TIMESTAMP ? Optional.of(ChangeTimes.local(reference, zone)) : Optional.empty();
    }

    /** The change time in a column of whole numbers. */
    public ChangeTime changeTime(String reference, ChronoUnit unit) {
        return new ChangeTimes.Counted(reference, unit);
    }

    /** The kind of field that a column is. */
    public FieldType type(SqlColumn column) {
        return ColumnTypes.of(column);
    }

    /** How a column is selected. */
    public String selected(SqlColumn column, String reference) {
        return reference;
    }

    /** A column with its {@link #type}. */
    public final TypedColumn typed(SqlColumn column) {
        return new TypedColumn(column, type(column));
    }

    /** Reads a column of a row. */
    public FieldValue value(ResultSet row, int index, TypedColumn column, ZoneId zone) throws SQLException {
        FieldType type = column.type();
        if (type == FieldType.TEXT && column.column().type() == Types.ARRAY) {
            return ColumnValues.array(row.getArray(index));
        }
        return type == FieldType.TIMESTAMP && isZoned(column.column())
                ? ColumnValues.zoned(row, index)
                : ColumnValues.read(row, index, type, zone);
    }

    /** The condition that a row is not archived, by a column that says so: true, a number but 0, a time or a text. */
    public String notSet(SqlColumn column, String reference) {
        return switch (type(column)) {
            case BOOLEAN -> "(" + reference + " IS NULL OR " + reference + " = " + falseLiteral() + ")";
            case WHOLE, DECIMAL -> "(" + reference + " IS NULL OR " + reference + " = 0)";
            default -> reference + " IS NULL";
        };
    }

    /** The opposite of {@link #notSet}, for a column that says that a row is active. */
    public String isSet(SqlColumn column, String reference) {
        return switch (type(column)) {
            case BOOLEAN -> reference + " <> " + falseLiteral();
            case WHOLE, DECIMAL -> reference + " <> 0";
            default -> reference + " IS NOT NULL";
        };
    }

    String falseLiteral() {
        return "FALSE";
    }

    /**
     * The time of the oldest change that may still be committed: a transaction that is running has stamped its changes not
     * before it began.
     *
     * @param connection a connection
     * @return what is known, empty if this database does not tell
     */
    public Optional<OpenTransactions> openTransactions(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * What distinguishes this database from others, whatever its address.
     *
     * @param connection a connection
     * @return the identity, empty if this kind of database has none or the user may not read it
     */
    public Optional<String> identity(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /**
     * Why the database cannot read a page without sorting or reading more than the page.
     *
     * @param connection a connection
     * @param from what it reads
     * @param page the statement that reads a page
     * @return what its plan does, empty if it is good or the database does not tell
     */
    public Optional<String> costlyPlan(Connection connection, String from, SqlText page) throws SQLException {
        return Optional.empty();
    }

    /**
     * The columns of a table that the user may read, where the right may be one to some columns.
     *
     * @param connection a connection
     * @param table the table, as statements name it
     * @return their names, in order; empty if there are none or this kind of database does not tell
     */
    public List<String> readableColumns(Connection connection, String table) throws SQLException {
        return List.of();
    }

    /** Reads one number. */
    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Reads one text; empty if there is no row or no value. */
    static Optional<String> text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** The rows of a plan. */
    static <T> Optional<T> explained(Connection connection, String explain, SqlText page, PlanReader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(explain + " " + page)) {
            int index = 1;
            for (Binding binding : page.bindings()) {
                binding.set(statement, index++);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        }
    }

    /** Finds something in the rows of a plan. */
    @FunctionalInterface
    interface PlanReader<T> {
        Optional<T> read(ResultSet rows) throws SQLException;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
