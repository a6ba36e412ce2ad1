package io.syncline.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** The model whose stale points are to be deleted, and the limits of the deletion. */
@Style
@Value.Immutable
public interface CleanupRequest {

    /** The model to clean up. */
    ModelName model();

    /** Whether to report what would be deleted, without deleting it. False by default. */
    @Value.Default
    default boolean dryRun() {
        return false;
    }

    /**
     * The share of the stored records, from 0 to 1, that one cleanup may delete. If there are more, it deletes none.
     * 0.1 by default.
     */
    @Value.Default
    default double maxDeleteShare() {
        return 0.1;
    }

    /** The number of records that one cleanup may delete. If there are more, it deletes none. No limit by default. */
    OptionalLong maxDeleteCount();

    /**
     * Whether to delete even beyond the limits, and even if the source lists no records at all. Each candidate is
     * checked with the source nevertheless. False by default.
     */
    @Value.Default
    default boolean ignoreLimits() {
        return false;
    }

    /** Whether archived records count as existing. True by default. */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * The grace period during which stale records are hidden from searches before they are deleted. A cleanup with a
     * grace period puts stale records in quarantine instead of deleting them, within the same limits; records that
     * exist in the source again are lifted out of it.
     *
     * <p>Every cleanup, with or without a grace period, deletes the records whose own grace period is over, and leaves
     * the others. Empty by default: stale records are deleted immediately.
     *
     * @return a duration from a millisecond to ten years
     */
    Optional<Duration> quarantine();

    /**
     * Whether to lift all records of the model out of quarantine and do nothing else. The source is not asked. False by
     * default.
     */
    @Value.Default
    default boolean undo() {
        return false;
    }

    /** Refuses values out of range, and a grace period for an undo. */
    @Value.Check
    default void check() {
        quarantine().ifPresent(CleanupRequest::checkGrace);
        if (undo() && quarantine().isPresent()) {
            throw new IllegalArgumentException(
                    "'undo' cannot be combined with 'quarantine': a cleanup fills a quarantine or empties it");
        }
        if (!(maxDeleteShare() >= 0 && maxDeleteShare() <= 1)) {
            throw new IllegalArgumentException("'maxDeleteShare' must be from 0 to 1, but is " + maxDeleteShare());
        }
        if (maxDeleteCount().isPresent() && maxDeleteCount().getAsLong() < 0) {
            throw new IllegalArgumentException("'maxDeleteCount' must not be negative, but is "
                    + maxDeleteCount().getAsLong());
        }
    }

    private static void checkGrace(Duration grace) {
        if (grace.compareTo(Duration.ofMillis(1)) < 0 || grace.compareTo(Duration.ofDays(3653)) > 0) {
            throw new IllegalArgumentException("'quarantine' must be from a millisecond to ten years, but is " + grace);
        }
    }

    /**
     * A cleanup with the default limits.
     *
     * @param model the technical name of the model
     * @throws IllegalArgumentException if it is not a model name
     */
    static CleanupRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CleanupRequest}. Not thread-safe. */
    final class Builder extends ImmutableCleanupRequest.Builder {
        Builder() {}
    }
}
