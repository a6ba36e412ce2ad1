package io.syncline.sql.internal.dialect;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.record.FieldType;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** PostgreSQL, and what speaks its protocol. */
final class PostgresDialect extends Dialect {

    private static final Set<String> TEXTS = Set.of("text", "varchar");

    /** Types that are compared with texts as they are. */
    private static final Set<String> COMPARABLE = Set.of("text", "varchar", "name", "citext");

    /** Types of the driver's VARCHAR that are no enum. */
    private static final Set<String> PLAIN =
            Set.of("text", "varchar", "name", "citext", "bpchar", "char", "xml", "unknown");

    private static final Set<String> READABLE = Set.of(
            "uuid",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "interval",
            "hstore",
            "ltree",
            "citext",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange");

    /** A replica has that of its primary; a cluster that was created by initdb, pg_upgrade or a restored dump has another one. */
    private static final String IDENTITY = "SELECT system_identifier || '/' || (SELECT oid FROM pg_database"
            + " WHERE datname = current_database()) FROM pg_control_system()";

    private static final String READABLE_COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?)"
            + " AND attnum > 0 AND NOT attisdropped AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY attnum";

    /** The user may not call the function, or there is none in what speaks this protocol. */
    private static final Set<String> UNREADABLE = Set.of("42501", "42883", "42P01", "0A000");

    private static final Set<String> BYTE_ORDERS =
            Set.of("\"C\"", "\"POSIX\"", "\"ucs_basic\"", "\"C.utf8\"", "\"pg_c_utf8\"");

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public String clock() {
        return "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint)";
    }

    @Override
    public String driver() {
        return "org.postgresql:postgresql";
    }

    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        return Map.of(
                "ApplicationName",
                "syncline",
                "connectTimeout",
                seconds(LOGIN),
                "loginTimeout",
                seconds(LOGIN),
                // ends the thread of a login that was given up
                "socketTimeout",
                seconds(statementTimeout.plus(ANSWER_MARGIN)),
                "tcpKeepAlive",
                "true",
                // the driver reads the text of a number in a fraction of the time
                "binaryTransferDisable",
                "numeric");
    }

    /** Texts that a query makes of times, and keys that are intervals, must not depend on the host or the role that asks. */
    @Override
    public void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        // the driver makes only those transactions read-only that it begins
        execute(
                connection,
                "SET TIME ZONE 'UTC'; SET intervalstyle = 'postgres'; SET default_transaction_read_only = on");
        execute(connection, "SET statement_timeout = " + statementTimeout.toMillis());
        connection.setAutoCommit(false);
        // the rows of a page and those that belong to them are of one time
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Override
    public boolean limitsStatements() {
        return true;
    }

    @Override
    public boolean readsAlone() {
        return true;
    }

    @Override
    public boolean hasReplication() {
        return true;
    }

    @Override
    public boolean comparesRows() {
        return true;
    }

    @Override
    public Optional<KeyKind> keyKind(SqlColumn column) {
        return column.plainType().equals("uuid") ? Optional.of(KeyKind.UUID) : super.keyKind(column);
    }

    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        if (kind != KeyKind.TEXT) {
            return reference;
        }
        String text = TEXTS.contains(column.plainType()) ? reference : asText(column, reference);
        return text + " COLLATE \"C\"";
    }

    /** Collations differ by column; the default one is that of the database. */
    @Override
    public boolean sortsByCodePoint(Connection connection, String from, String reference) throws SQLException {
        String collation = text(
                        connection, "SELECT pg_collation_for((SELECT " + reference + " FROM " + from + " LIMIT 0))")
                .orElse("")
                .replaceFirst("^pg_catalog\\.", "");
        if (!collation.equals("\"default\"")) {
            return BYTE_ORDERS.contains(collation);
        }
        String ofDatabase = text(
                        connection,
                        "SELECT CASE WHEN coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') = 'c' THEN datcollate END"
                                + " FROM pg_database d WHERE datname = current_database()")
                .orElse("");
        return ofDatabase.equals("C") || ofDatabase.equals("POSIX");
    }

    /** It is in lower case. */
    @Override
    public String uuid(String text) {
        return text;
    }

    @Override
    public Binding keyValue(KeyKind kind, Object value) {
        return kind == KeyKind.UUID
                ? (statement, index) -> statement.setObject(index, UUID.fromString((String) value))
                : super.keyValue(kind, value);
    }

    @Override
    public FieldType type(SqlColumn column) {
        String type = column.plainType();
        return switch (type) {
            case "json", "jsonb" -> FieldType.JSON;
            case "money" -> FieldType.MONEY;
            case "bool" -> FieldType.BOOLEAN;
            case "bytea", "_bytea" -> FieldType.BINARY;
            case "timestamptz" -> FieldType.TIMESTAMP;
            case "bit", "varbit" -> FieldType.TEXT;
            default -> {
                if (READABLE.contains(type)) {
                    yield FieldType.TEXT;
                }
                boolean isEnum = column.type() == Types.VARCHAR && !PLAIN.contains(type);
                yield isEnum ? FieldType.CHOICE : super.type(column);
            }
        };
    }

    /**
     * An amount of money is written by the locale of the server, so it is read as a number. The driver converts elements of
     * arrays by the time zone of this process, so the server does it.
     */
    @Override
    public String selected(SqlColumn column, String reference) {
        if (type(column) == FieldType.BINARY) {
            return "NULL";
        }
        return column.plainType().equals("money")
                ? "CAST(" + reference + " AS numeric)"
                : column.plainType().startsWith("_") ? "CAST(" + reference + " AS text[])" : reference;
    }

    /** Enums, addresses and the like have no operators for texts, and the length of a {@code char} is no part of it. */
    @Override
    public String comparable(KeyKind kind, SqlColumn column, String reference) {
        return kind != KeyKind.TEXT || COMPARABLE.contains(column.plainType()) ? reference : asText(column, reference);
    }

    /** As the server writes it, which a cast of an address does not. */
    private static String asText(SqlColumn column, String reference) {
        return column.plainType().equals("inet") ? "abbrev(" + reference + ")" : "CAST(" + reference + " AS text)";
    }

    @Override
    public Optional<String> tieBreaker(SqlColumn column, String reference) {
        return Optional.of("CAST(" + reference + " AS text) COLLATE \"C\"");
    }

    /** The driver takes a question mark for the place of a value. */
    @Override
    public String written(String sql) {
        return PostgresText.withOperators(sql);
    }

    @Override
    boolean isZoned(SqlColumn column) {
        return column.plainType().equals("timestamptz");
    }

    @Override
    public Optional<OpenTransactions> openTransactions(Connection connection) throws SQLException {
        return Optional.of(PostgresActivity.read(connection));
    }

    @Override
    public Optional<String> identity(Connection connection) throws SQLException {
        try {
            return text(connection, IDENTITY);
        } catch (SQLException e) {
            if (UNREADABLE.contains(String.valueOf(e.getSQLState()))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<String> readableColumns(Connection connection, String table) throws SQLException {
        return JdbcStatements.list(connection, row -> row.getString(1), READABLE_COLUMNS, table);
    }

    @Override
    public Optional<String> costlyPlan(Connection connection, String from, SqlText page) throws SQLException {
        return PostgresPlan.costly(connection, page);
    }
}
