package io.syncline.core.internal.cleanup;

import io.syncline.api.CleanupRequest;
import java.util.Locale;
import java.util.Optional;

/** Decides whether so many records may be deleted, or hidden, at once. */
public final class DeletionGuard {

    private DeletionGuard() {}

    /**
     * What the decision depends on.
     *
     * @param stored records that the sink has listed
     * @param listed records that the source has listed
     * @param fresh records that are gone and in no quarantine
     * @param due records that are gone and whose grace time in quarantine is over; they were within the limits then
     */
    public record Sizes(long stored, long listed, long fresh, long due) {}

    /** Why not, or empty if they may. */
    public static Optional<String> objection(CleanupRequest request, Sizes sizes) {
        if (sizes.fresh() + sizes.due() == 0 || request.ignoreLimits()) {
            return Optional.empty();
        }
        String fate = request.quarantine().isPresent() ? "hidden" : "deleted";
        if (sizes.listed() == 0) {
            return Optional.of("The source lists no record of " + request.model() + " at all, while " + sizes.stored()
                    + " are stored. Nothing was " + fate + ". If the source is really empty, ignore the limits");
        }
        if (sizes.fresh() > request.maxDeleteShare() * sizes.stored()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%d of %d stored records of %s (%.1f%%) would be %s, more than the allowed %.1f%%."
                            + " Nothing was %s. If that is right, raise the share or ignore the limits",
                    sizes.fresh(),
                    sizes.stored(),
                    request.model(),
                    100.0 * sizes.fresh() / sizes.stored(),
                    fate,
                    100.0 * request.maxDeleteShare(),
                    fate));
        }
        if (request.maxDeleteCount().isPresent()
                && sizes.fresh() > request.maxDeleteCount().getAsLong()) {
            return Optional.of(sizes.fresh() + " records of " + request.model() + " would be " + fate
                    + ", more than the allowed " + request.maxDeleteCount().getAsLong() + ". Nothing was " + fate
                    + ". If that is right, raise the count or ignore the limits");
        }
        return Optional.empty();
    }
}
