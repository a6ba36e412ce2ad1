package io.syncline.core.settings;

import java.time.Duration;
import org.immutables.value.Value;

/**
 * How long failures that may pass are waited out. The waits between tries are bounded by {@link #firstWait()}, twice
 * that, and so on, are drawn at random below the bound so that callers do not return together ("full jitter": Brooker,
 * Exponential Backoff And Jitter, 2015), and are never shorter than the other side asked for.
 */
@Value.Immutable
public interface RetrySettings {

    /**
     * The bound of the first wait.
     *
     * @return a positive duration; 500 ms by default
     */
    @Value.Default
    default Duration firstWait() {
        return Duration.ofMillis(500);
    }

    /**
     * The largest bound of a wait, unless the other side asks for a longer one.
     *
     * @return a duration not below the first wait; 30 s by default
     */
    @Value.Default
    default Duration longestWait() {
        return Duration.ofSeconds(30);
    }

    /**
     * How long one call is tried again before the run stops, resumably.
     *
     * @return a duration, 0 for no second try; 10 min by default
     */
    @Value.Default
    default Duration giveUpAfter() {
        return Duration.ofMinutes(10);
    }

    /** Refuses what makes no sense. */
    @Value.Check
    default void check() {
        if (firstWait().isNegative()
                || firstWait().isZero()
                || longestWait().compareTo(firstWait()) < 0
                || giveUpAfter().isNegative()) {
            throw new IllegalArgumentException("Not usable as retry settings: first wait " + firstWait()
                    + ", longest wait " + longestWait() + ", give up after " + giveUpAfter());
        }
    }

    /**
     * Starts settings.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link RetrySettings}; not thread-safe. */
    final class Builder extends ImmutableRetrySettings.Builder {
        Builder() {}
    }
}
