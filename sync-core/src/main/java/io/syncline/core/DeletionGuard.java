package io.syncline.core;

import io.syncline.api.CleanupRequest;
import java.util.Locale;
import java.util.Optional;

/** Decides whether so many records may be deleted at once. */
final class DeletionGuard {

    private DeletionGuard() {}

    /** Why not, or empty if they may. */
    static Optional<String> objection(CleanupRequest request, long stored, long listed, long stale) {
        if (stale == 0 || request.ignoreLimits()) {
            return Optional.empty();
        }
        if (listed == 0) {
            return Optional.of("The source lists no record of " + request.model() + " at all, while " + stored
                    + " are stored. Nothing was deleted. If the source is really empty, ignore the limits");
        }
        if (stale > request.maxDeleteShare() * stored) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%d of %d stored records of %s (%.1f%%) would be deleted, more than the allowed %.1f%%."
                            + " Nothing was deleted. If that is right, raise the share or ignore the limits",
                    stale,
                    stored,
                    request.model(),
                    100.0 * stale / stored,
                    100.0 * request.maxDeleteShare()));
        }
        if (request.maxDeleteCount().isPresent()
                && stale > request.maxDeleteCount().getAsLong()) {
            return Optional.of(stale + " records of " + request.model() + " would be deleted, more than the allowed "
                    + request.maxDeleteCount().getAsLong()
                    + ". Nothing was deleted. If that is right, raise the count or ignore the limits");
        }
        return Optional.empty();
    }
}
