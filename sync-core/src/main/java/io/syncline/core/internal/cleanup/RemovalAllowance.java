package io.syncline.core.internal.cleanup;

import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.LastCleanup;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What syncs may remove of the records that were touched: since the last cleanup that completed, no more than one cleanup may,
 * and in the way of that cleanup. However many syncs there are, a source that loses sight of its records, at once or step by
 * step, costs no more than that before a person or a schedule cleans up.
 *
 * @param model the model
 * @param state with what was removed so far
 * @param hides whether the sink has a quarantine
 */
public record RemovalAllowance(ModelName model, ModelState state, boolean hides) {

    /** How long records are hidden before the first cleanup, which decides how long they are from then on. */
    static final Duration FIRST_GRACE = Duration.ofDays(7);

    /** What is left for a run. */
    public static RemovalAllowance of(ModelName model, ModelState state, VectorSink sink) {
        return new RemovalAllowance(model, state, sink instanceof QuarantiningSink);
    }

    /** How long records are hidden before a cleanup deletes them; empty if they are deleted immediately. */
    public Optional<Duration> grace() {
        return hides
                ? state.lastCleanup().map(LastCleanup::quarantine).orElse(Optional.of(FIRST_GRACE))
                : Optional.empty();
    }

    /**
     * Why some records may not be removed, or empty if they may.
     *
     * @param stored the records that the sink holds now
     * @param more the records to remove
     */
    public Optional<String> objection(long stored, long more) {
        long removed = state.removedByTouch();
        // what is hidden still counts as stored
        long before = grace().isPresent() ? stored : stored + removed;
        OptionalLong limit =
                state.lastCleanup().map(LastCleanup::maxDeleteCount).orElse(OptionalLong.empty());
        boolean beyondCount = limit.isPresent() && removed + more > limit.getAsLong();
        return beyondCount || removed + more > share() * before
                ? Optional.of(exceeded(removed + more, before, beyondCount ? limit : OptionalLong.empty()))
                : Optional.empty();
    }

    /**
     * Why a source that does not know some stored records is not believed, or empty if it is.
     *
     * @param asked stored records that nobody has touched
     * @param unknown those of them that the source reports as deleted
     */
    public Optional<String> doubt(long asked, long unknown) {
        return unknown > share() * asked
                ? Optional.of("Of " + asked + " stored records of " + model
                        + " that nobody has touched, the source reports " + unknown
                        + " as deleted, more than a cleanup may delete. Check whether its user has lost access")
                : Optional.empty();
    }

    /** A cleanup with a greater share was meant for what it met; a smaller one is meant for all. */
    private double share() {
        double usual = CleanupRequest.builder().model(model).build().maxDeleteShare();
        return Math.min(
                usual, state.lastCleanup().map(LastCleanup::maxDeleteShare).orElse(usual));
    }

    private String exceeded(long records, long before, OptionalLong limit) {
        String since = state.lastCleanup().isPresent() ? "since the last cleanup" : "without a cleanup";
        String allowed = limit.isPresent()
                ? "the allowed " + limit.getAsLong()
                : String.format(Locale.ROOT, "the allowed %.1f%%", 100 * share());
        return String.format(
                Locale.ROOT,
                "%d of %d stored records of %s would be removed %s, more than %s",
                records,
                before,
                model,
                since,
                allowed);
    }
}
