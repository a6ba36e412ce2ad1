package io.syncline.core.port;

import io.syncline.core.port.record.RetainedSignals;
import java.util.Optional;

/**
 * A second interface of a {@link SignallingSource} whose database keeps what is written until its signals are read, also while
 * nobody reads them.
 *
 * <p>Thread-safe.
 */
public interface RetainingSource {

    /**
     * What the database keeps for this source.
     *
     * @return empty if there is nothing, also if this source keeps nothing between two connections
     * @throws io.syncline.api.failure.SyncException if the database cannot answer
     */
    Optional<RetainedSignals> retained();

    /**
     * Lets the database forget it. The next signals begin with all models as missed.
     *
     * @return whether there was something
     * @throws io.syncline.api.failure.TransientException if a process reads it
     * @throws io.syncline.api.failure.SetupException if this user may not, or it belongs to something else
     */
    boolean forgetRetained();
}
