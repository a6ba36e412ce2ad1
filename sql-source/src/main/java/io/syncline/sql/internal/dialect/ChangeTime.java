package io.syncline.sql.internal.dialect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How the change time of a row is read and compared. */
public interface ChangeTime {

    /** The expression to select. */
    String selected();

    /**
     * Reads it.
     *
     * @return milliseconds since 1970-01-01T00:00Z, at least 1; 0 if the row has none
     */
    long millis(ResultSet row, int index) throws SQLException;

    /** The condition that a row has changed at or after an instant. */
    SqlText notBefore(Instant instant);

    /** Whether it depends on a zone that nobody has named. */
    default boolean isAssumed() {
        return false;
    }

    /** The condition for rows whose time depends on such a zone, where times may have one of their own. */
    default String assumedWhere() {
        return "";
    }

    /** The condition that a row has no change time. */
    default String absent() {
        return selected() + " IS NULL";
    }

    /** An expression for the change time of a group of rows, the greatest one. */
    default String greatest() {
        return "MAX(" + selected() + ")";
    }
}
