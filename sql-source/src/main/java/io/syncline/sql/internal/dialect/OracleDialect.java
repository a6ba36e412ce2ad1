package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Oracle Database from 12c on. */
final class OracleDialect extends Dialect {

    /** The driver's own types for times with a zone, and with that of the session. */
    private static final Set<Integer> ZONED = Set.of(-101, -102);

    private static final Set<Integer> LARGE = Set.of(Types.CLOB, Types.NCLOB, Types.SQLXML, Types.LONGVARCHAR);

    @Override
    public String name() {
        return "Oracle";
    }

    @Override
    public String clock() {
        return "SELECT FLOOR((CAST(SYS_EXTRACT_UTC(SYSTIMESTAMP) AS DATE) - DATE '1970-01-01') * 86400000) FROM DUAL";
    }

    @Override
    public String driver() {
        return "com.oracle.database.jdbc:ojdbc11";
    }

    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        return Map.of(
                "oracle.net.CONNECT_TIMEOUT",
                millis(LOGIN),
                // it bounds the login too, and is raised for statements after it
                "oracle.jdbc.ReadTimeout",
                millis(LOGIN),
                "v$session.program",
                "syncline");
    }

    /** Sorts by bytes, which is by code point if the database has the character set AL32UTF8. */
    @Override
    public void prepare(Connection connection, Duration statementTimeout) throws SQLException {
        execute(connection, "ALTER SESSION SET NLS_SORT = BINARY NLS_COMP = BINARY TIME_ZONE = 'UTC'");
        String characters = text(
                        connection, "SELECT value FROM nls_database_parameters WHERE parameter = 'NLS_CHARACTERSET'")
                .orElse("");
        if (!characters.equals("AL32UTF8")) {
            throw new SQLException(
                    "The database has the character set " + characters + ", whose order is not that of ids", "0A000");
        }
        connection.setAutoCommit(false);
    }

    /** Names that were created without quotes are stored in capitals. */
    @Override
    public String stored(String identifier) {
        return identifier.equals(identifier.toLowerCase(Locale.ROOT))
                ? identifier.toUpperCase(Locale.ROOT)
                : identifier;
    }

    @Override
    public String limit(int rows) {
        return " FETCH FIRST " + rows + " ROWS ONLY";
    }

    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        return reference;
    }

    /** Large objects cannot be sorted by. */
    @Override
    public Optional<String> tieBreaker(SqlColumn column, String reference) {
        return LARGE.contains(column.type()) || column.plainType().equals("json")
                ? Optional.empty()
                : super.tieBreaker(column, reference);
    }

    @Override
    boolean isZoned(SqlColumn column) {
        return super.isZoned(column) || ZONED.contains(column.type());
    }

    @Override
    public FieldType type(SqlColumn column) {
        return isZoned(column)
                ? FieldType.TIMESTAMP
                : column.plainType().equals("json") ? FieldType.JSON : super.type(column);
    }

    @Override
    String falseLiteral() {
        return "0";
    }
}
