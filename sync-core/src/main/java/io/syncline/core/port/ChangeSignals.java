package io.syncline.core.port;

import io.syncline.core.port.record.SignalBatch;

/**
 * Reports which records a database has written, and nothing else of them. Signals make a sync sooner and replace none: one may
 * come twice, for a record that is not in scope, or be lost, which the next batch then reports.
 *
 * <p>{@link #next} and {@link #acknowledge} are called by one thread at a time, {@link #close} by any.
 */
public interface ChangeSignals extends AutoCloseable {

    /**
     * Waits for signals, as long as it takes, and returns those that there are. Connects if there is no connection; the first
     * batch of a connection that cannot go on where an earlier one ended reports all models as missed. Batches that were not
     * acknowledged may be returned again after a failure.
     *
     * @return what was written; not empty
     * @throws io.syncline.api.failure.TransientException if the connection cannot be opened or was lost; the next call connects
     *     again
     * @throws io.syncline.api.failure.SetupException if the database is not set up for signals, or this user may not read them
     * @throws IllegalStateException if this is closed, also during the call
     */
    SignalBatch next();

    /**
     * Lets the database forget a batch, once its records are noted durably. Later batches stay.
     *
     * @param batch the latest batch that {@link #next} returned
     */
    void acknowledge(SignalBatch batch);

    /** Ends a call of {@link #next} in progress and closes the connection. Closing again does nothing. */
    @Override
    void close();
}
