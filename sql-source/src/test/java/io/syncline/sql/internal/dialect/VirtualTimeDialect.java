package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.sql.internal.key.KeyKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A file of SQLite that behaves like a server whose transactions overlap: the tables {@code clock} and {@code activity} say
 * what time it is, and when the transactions that are running began.
 */
public final class VirtualTimeDialect extends Dialect {

    private final SqliteDialect sqlite = new SqliteDialect();
    private final boolean shown;

    /** Whether running transactions are shown. */
    public VirtualTimeDialect(boolean shown) {
        this.shown = shown;
    }

    @Override
    public String name() {
        return sqlite.name();
    }

    @Override
    public String clock() {
        return "SELECT now FROM clock";
    }

    @Override
    public Optional<OpenTransactions> openTransactions(Connection connection) throws SQLException {
        long oldest = number(connection, "SELECT coalesce(min(began), 0) FROM activity");
        return shown
                ? Optional.of(new OpenTransactions(
                        Optional.of(oldest).filter(began -> began > 0).map(Instant::ofEpochMilli),
                        "",
                        Optional.empty()))
                : Optional.empty();
    }

    @Override
    public String driver() {
        return sqlite.driver();
    }

    @Override
    public Map<String, String> properties(Duration statementTimeout) {
        return sqlite.properties(statementTimeout);
    }

    @Override
    public boolean hasSessionSettings() {
        return sqlite.hasSessionSettings();
    }

    @Override
    public Optional<KeyKind> keyKind(SqlColumn column) {
        return sqlite.keyKind(column);
    }

    @Override
    public String ordered(KeyKind kind, SqlColumn column, String reference) {
        return sqlite.ordered(kind, column, reference);
    }

    @Override
    public FieldType type(SqlColumn column) {
        return sqlite.type(column);
    }

    @Override
    public FieldValue value(ResultSet row, int index, TypedColumn column, ZoneId zone) throws SQLException {
        return sqlite.value(row, index, column, zone);
    }
}
