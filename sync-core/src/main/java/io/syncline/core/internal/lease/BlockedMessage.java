package io.syncline.core.internal.lease;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a caller reads whose run cannot start because another one holds the lease. */
final class BlockedMessage {

    private BlockedMessage() {}

    static String of(ActiveRun holder, Instant now) {
        return name(holder.kind()) + " already in progress for " + holder.model()
                + ", started " + ago(Duration.between(holder.startedAt(), now)) + ", " + progress(holder) + ", by "
                + holder.owner() + ". Retry when it has ended";
    }

    /** What people call a run. */
    static String name(RunKind kind) {
        return switch (kind) {
            case SYNC -> "Sync";
            case CLEANUP -> "Cleanup";
            case VERIFY -> "Comparison";
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
