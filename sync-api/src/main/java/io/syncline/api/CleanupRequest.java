package io.syncline.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.immutables.value.Value;

/** Which model to rid of what the source no longer has, and how far to go. */
@Style
@Value.Immutable
public interface CleanupRequest {

    /**
     * The model to clean up.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Whether only to report what would be deleted.
     *
     * @return false by default
     */
    @Value.Default
    default boolean dryRun() {
        return false;
    }

    /**
     * The largest share of the stored records that may be deleted at once; above it nothing is.
     *
     * @return from 0 to 1; 0.1 by default
     */
    @Value.Default
    default double maxDeleteShare() {
        return 0.1;
    }

    /**
     * The largest number of records that may be deleted at once; above it nothing is.
     *
     * @return a number of records, or empty, the default, for no such limit
     */
    OptionalLong maxDeleteCount();

    /**
     * Whether to delete even past the limits and when the source lists no record at all. The question to the source
     * about each candidate is asked all the same.
     *
     * @return false by default
     */
    @Value.Default
    default boolean ignoreLimits() {
        return false;
    }

    /**
     * Whether archived records count as existing.
     *
     * @return true by default
     */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * For how long to hide records from searches before they are deleted. A cleanup with a grace time puts what is gone in
     * quarantine instead of deleting it, within the same limits; whatever comes back meanwhile is lifted out of it. Every
     * cleanup, with a grace time or without, deletes those whose own grace time is over, and leaves the others.
     *
     * @return a duration of at least a millisecond and at most ten years, or empty, the default, to delete at once
     */
    Optional<Duration> quarantine();

    /**
     * Whether to lift all records of the model out of quarantine and do nothing else. The source is not asked.
     *
     * @return false by default
     */
    @Value.Default
    default boolean undo() {
        return false;
    }

    /** Refuses limits out of range, and a grace time for an undo. */
    @Value.Check
    default void check() {
        quarantine().ifPresent(CleanupRequest::checkGrace);
        if (undo() && quarantine().isPresent()) {
            throw new IllegalArgumentException(
                    "A cleanup puts records in quarantine or lifts them out of it, not both");
        }
        if (!(maxDeleteShare() >= 0 && maxDeleteShare() <= 1)) {
            throw new IllegalArgumentException("The delete share must be from 0 to 1, not " + maxDeleteShare());
        }
        if (maxDeleteCount().isPresent() && maxDeleteCount().getAsLong() < 0) {
            throw new IllegalArgumentException("The delete count must not be negative, but is "
                    + maxDeleteCount().getAsLong());
        }
    }

    private static void checkGrace(Duration grace) {
        if (grace.toMillis() <= 0 || grace.compareTo(Duration.ofDays(3653)) > 0) {
            throw new IllegalArgumentException(
                    "The grace time of a quarantine must be from a millisecond to ten years, not " + grace);
        }
    }

    /**
     * A cleanup with the default limits.
     *
     * @param model technical name of the model
     * @return the request
     * @throws IllegalArgumentException if it is not a model name
     */
    static CleanupRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /**
     * Starts a request.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link CleanupRequest}; not thread-safe. */
    final class Builder extends ImmutableCleanupRequest.Builder {
        Builder() {}
    }
}
