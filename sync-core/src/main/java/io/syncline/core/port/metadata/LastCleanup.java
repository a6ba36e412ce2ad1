package io.syncline.core.port.metadata;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The last cleanup that completed, and the limits that it had. Syncs that delete touched records keep to them until the next one.
 *
 * @param endedAt when it ended, by the clock of the store
 * @param maxDeleteShare the share of the stored records that it would have deleted or hidden at most, from 0 to 1
 * @param maxDeleteCount the number of records that it would have deleted or hidden at most, or empty without such a limit
 * @param quarantine how long it has hidden stale records before they are deleted, or empty if it deleted them immediately
 */
public record LastCleanup(
        Instant endedAt, double maxDeleteShare, OptionalLong maxDeleteCount, Optional<Duration> quarantine) {

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public LastCleanup {
        if (!(maxDeleteShare >= 0 && maxDeleteShare <= 1)) {
            throw new IllegalArgumentException("'maxDeleteShare' must be from 0 to 1, but is " + maxDeleteShare);
        }
    }
}
