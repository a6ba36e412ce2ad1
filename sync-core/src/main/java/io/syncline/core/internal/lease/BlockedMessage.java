package io.syncline.core.internal.lease;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a caller reads whose run cannot start because another one holds the lease. */
final class BlockedMessage {

    private BlockedMessage() {}

    /** Names the end of the lease: a killed process never ends its run, its lease does. */
    static String of(ActiveRun holder, Instant now, Instant expiresAt) {
        return name(holder.kind()) + " already in progress for " + holder.model()
                + ", started " + ago(Duration.between(holder.startedAt(), now)) + ", " + progress(holder) + ", by "
                + holder.owner() + ". Retry when it has ended; if its process was killed, from "
                + expiresAt.plusMillis(999).truncatedTo(ChronoUnit.SECONDS) + ", when its lease expires";
    }

    /** What people call a run. */
    static String name(RunKind kind) {
        return switch (kind) {
            case SYNC -> "Sync";
            case CLEANUP -> "Cleanup";
            case VERIFY -> "Comparison";
            case SOURCE_CHANGE -> "Change of sources";
        };
    }

    private static String progress(ActiveRun holder) {
        if (holder.total().isEmpty()) {
            return holder.done() + " records done";
        }
        return holder.percent().orElse(0) + "% done (" + holder.done() + "/"
                + holder.total().getAsLong() + " records)";
    }

    private static String ago(Duration elapsed) {
        long seconds = Math.max(0, elapsed.toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%d min ago", seconds / 60)
                : String.format(Locale.ROOT, "%d h %d min ago", seconds / 3600, seconds % 3600 / 60);
    }
}
