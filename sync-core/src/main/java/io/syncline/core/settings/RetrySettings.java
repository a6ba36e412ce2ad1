package io.syncline.core.settings;

import io.syncline.core.adapter.Limits;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * How transient failures are retried. The back-off is bounded by {@link #firstWait()}, twice that, and so on; it is drawn
 * at random below the bound so that callers do not return together ("full jitter": Brooker, Exponential Backoff And
 * Jitter, 2015), and is never shorter than the other side asked for.
 */
@Value.Immutable
public interface RetrySettings {

    /**
     * The bound of the first wait.
     *
     * @return a positive duration of at most a day; 500 ms by default
     */
    @Value.Default
    default Duration firstWait() {
        return Duration.ofMillis(500);
    }

    /**
     * The largest bound of a wait, unless the other side asks for a longer one.
     *
     * @return a duration from the first wait to a day; 30 s by default
     */
    @Value.Default
    default Duration longestWait() {
        return Duration.ofSeconds(30);
    }

    /**
     * How long one call is retried before the run stops; the next run resumes it.
     *
     * @return a duration of at most ten years, 0 for no retry; 10 min by default
     */
    @Value.Default
    default Duration giveUpAfter() {
        return Duration.ofMinutes(10);
    }

    /**
     * How long calls to a system are retried that has not answered since the process started, where that is shorter than
     * {@link #giveUpAfter()}. A wrong address is then the likeliest cause. A first request to an embedder that is not answered
     * at all is waited for no longer either.
     *
     * @return a duration of at most ten years, 0 for no retry; 45 s by default
     */
    @Value.Default
    default Duration firstAnswerWithin() {
        return Duration.ofSeconds(45);
    }

    /** Refuses values out of range. */
    @Value.Check
    default void check() {
        Limits.check("firstWait", firstWait(), Duration.ofNanos(1), Limits.WAIT);
        Limits.check("longestWait", longestWait(), firstWait(), Limits.WAIT);
        Limits.check("giveUpAfter", giveUpAfter(), Duration.ZERO, Limits.PERIOD);
        Limits.check("firstAnswerWithin", firstAnswerWithin(), Duration.ZERO, Limits.PERIOD);
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
