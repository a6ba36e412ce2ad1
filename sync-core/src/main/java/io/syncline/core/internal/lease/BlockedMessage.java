package io.syncline.core.internal.lease;

import io.syncline.api.ActiveRun;
import io.syncline.api.ProgressText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a caller reads whose run cannot start because another one holds the lease. */
final class BlockedMessage {

    private BlockedMessage() {}

    /** Names the end of the lease: a killed process never ends its run, its lease does. */
    static String of(ActiveRun holder, Instant now, Instant expiresAt) {
        return holder.kind().noun() + " already in progress for " + holder.model()
                + ", started " + ProgressText.ago(Duration.between(holder.startedAt(), now)) + ", "
                + ProgressText.done(holder.done(), holder.total()) + ", by "
                + holder.owner() + ". Retry when it has ended; if its process was killed, from "
                + expiresAt.plusMillis(999).truncatedTo(ChronoUnit.SECONDS) + ", when its lease expires";
    }
}
