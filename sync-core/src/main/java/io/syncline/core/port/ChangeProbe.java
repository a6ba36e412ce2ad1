package io.syncline.core.port;

import io.syncline.core.port.record.NewestChanges;
import io.syncline.core.port.record.RecordScope;

/**
 * A second interface of a {@link RecordSource} that can tell with one or two cheap calls whether a model has probably changed,
 * so that a sync need not be started to find out. It is a hint: what it overlooks, such as a change of a linked record or one
 * that commits late, is found by the syncs that run on a schedule.
 *
 * <p>Thread-safe.
 */
public interface ChangeProbe {

    /** How many of the newest changes tell two moments apart; more than one, since late commits do not become the newest. */
    int NEWEST = 20;

    /**
     * Asks for the newest changes and the number of records.
     *
     * @param scope which records; its fields and change time do not matter
     * @return at most {@link #NEWEST} records with a change time, and how many records of any kind are in scope, exactly
     * @throws io.syncline.api.failure.SetupException if there is no such model or the user may not read it
     */
    NewestChanges newestChanges(RecordScope scope);
}
