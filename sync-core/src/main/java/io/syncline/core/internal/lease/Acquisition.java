package io.syncline.core.internal.lease;

import static java.util.Objects.requireNonNull;

import io.syncline.api.ActiveRun;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a lease.
 *
 * @param lease the lease; null if another run has it
 * @param holder the other run; null if the lease was granted
 * @param now the time of the answer by the clock of the store
 * @param expiresAt when the lease ends unless it is renewed, by the same clock
 * @param before the state before; if it has a lease although this one was granted, that run did not end
 */
record Acquisition(
        @Nullable HeldLease lease, @Nullable ActiveRun holder, Instant now, Instant expiresAt, ModelState before) {

    /** The other run, if the lease was not granted. */
    ActiveRun other() {
        return requireNonNull(holder);
    }
}
