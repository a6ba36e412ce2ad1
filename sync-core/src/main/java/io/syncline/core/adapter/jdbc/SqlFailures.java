package io.syncline.core.adapter.jdbc;

import io.syncline.api.failure.SyncException;
import java.sql.SQLException;

/** Maps what a driver throws to failures of the ports. Thread-safe. */
public interface SqlFailures {

    /**
     * The failure of anything but a commit.
     *
     * @param what for messages, as in "Could not WHAT"
     * @param failure as the driver or a pool has thrown it
     */
    SyncException of(String what, SQLException failure);

    /**
     * The failure of a commit, which may have been applied.
     *
     * @param what for messages, as in "Could not WHAT"
     * @param failure as the driver or a pool has thrown it
     */
    SyncException ofCommit(String what, SQLException failure);
}
