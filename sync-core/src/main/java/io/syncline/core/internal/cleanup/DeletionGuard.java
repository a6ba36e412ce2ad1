package io.syncline.core.internal.cleanup;

import io.syncline.api.CleanupRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides whether a number of records may be deleted or hidden by one run. */
public final class DeletionGuard {

    private DeletionGuard() {}

    /** Why they may not, or empty if they may. */
    public static Optional<String> objection(CleanupRequest request, DeletionCounts counts) {
        if (counts.fresh() + counts.due() == 0 || request.ignoreLimits()) {
            return Optional.empty();
        }
        String fate = request.quarantine().isPresent() ? "hidden" : "deleted";
        if (counts.listed() == 0) {
            return Optional.of("The source lists no record of " + request.model() + ", but the sink holds "
                    + counts.stored() + ". Nothing was " + fate + ". If the source is really empty, ignore the limits");
        }
        if (counts.fresh() > request.maxDeleteShare() * counts.stored()) {
            return Optional.of(shareExceeded(request, counts, fate));
        }
        OptionalLong limit = request.maxDeleteCount();
        if (limit.isPresent() && counts.fresh() > limit.getAsLong()) {
            return Optional.of(counts.fresh() + " records of " + request.model() + " would be " + fate
                    + ", more than the allowed " + limit.getAsLong() + ". Nothing was " + fate
                    + ". If that is intended, raise the count or ignore the limits");
        }
        return Optional.empty();
    }

    private static String shareExceeded(CleanupRequest request, DeletionCounts counts, String fate) {
        return String.format(
                Locale.ROOT,
                "%d of %d stored records of %s (%.1f%%) would be %s, more than the allowed %.1f%%."
                        + " Nothing was %s. If that is intended, raise the share or ignore the limits",
                counts.fresh(),
                counts.stored(),
                request.model(),
                100.0 * counts.fresh() / counts.stored(),
                fate,
                100.0 * request.maxDeleteShare(),
                fate);
    }
}
