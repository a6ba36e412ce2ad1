package io.syncline.sql;

import io.syncline.core.adapter.jdbc.JdbcStatements;
import io.syncline.core.port.record.RetainedSignals;
import io.syncline.sql.internal.replication.LogicalStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The slot that keeps signals between two processes.
 *
 * @param setup what signals are opened with
 */
record SignalSlot(SignalSetup setup) {

    private static final long MEGABYTE = 1024 * 1024;

    /** A replica has no position of its own log, and servers before 13 have no limit. */
    private static final String SLOT = "SELECT active, " + SlotFinder.IS_LOST
            + ", CASE WHEN NOT pg_is_in_recovery() THEN pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint END,"
            + " (SELECT nullif(setting::bigint, -1) FROM pg_settings WHERE name = 'max_slot_wal_keep_size'), "
            + SlotFinder.IS_OURS + " FROM pg_replication_slots s WHERE slot_name = ?";

    Optional<RetainedSignals> read() {
        Optional<String> name = setup.settings().slot();
        return name.isEmpty()
                ? Optional.empty()
                : setup.connections().read("read the slot", session -> {
                    List<RetainedSignals> found =
                            JdbcStatements.list(session.connection(), row -> slot(name.get(), row), SLOT, name.get());
                    return found.stream().findFirst();
                });
    }

    private static RetainedSignals slot(String name, ResultSet row) throws SQLException {
        SlotFinder.requireOurs(name, row.getBoolean(5));
        return new RetainedSignals(
                name, row.getBoolean(1), row.getBoolean(2), number(row, 3, 1), number(row, 4, MEGABYTE));
    }

    private static OptionalLong number(ResultSet row, int column, long unit) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number * unit);
    }

    boolean drop() {
        Optional<RetainedSignals> present = read();
        if (present.isEmpty()) {
            return false;
        }
        try (LogicalStream.Opening opening = setup.open()) {
            opening.drop(present.get().name());
            return true;
        } catch (SQLException e) {
            throw setup.failure(e);
        }
    }
}
