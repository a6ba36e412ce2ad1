package io.syncline.api.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is likely to pass by itself: surely not applied, worth a retry after a while.
 *
 * <p>Adapters throw it on overload, rate limits, refused connections and servers that restart; they never retry on
 * their own.
 */
public final class TransientException extends SyncException {

    private final @Nullable Duration retryAfter;
    private final boolean rateLimit;

    /**
     * Creates the failure.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     */
    public TransientException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    /**
     * Creates the failure with the wait that the other side asked for.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param cause what led to it, or null if nothing did
     * @param retryAfter the least time to wait before a retry, or null if the other side named none
     */
    public TransientException(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        this(message, cause, retryAfter, false);
    }

    private TransientException(
            String message, @Nullable Throwable cause, @Nullable Duration retryAfter, boolean rateLimit) {
        super(message, cause);
        this.retryAfter = retryAfter;
        this.rateLimit = rateLimit;
    }

    /**
     * The failure of a request that was one too many: the other side is well, but was asked more often, or for more,
     * than it allows.
     *
     * @param message what happened, to what, and what to do; without secrets
     * @param retryAfter the least time to wait before a retry, or null if the other side named none
     * @return the failure
     */
    public static TransientException rateLimited(String message, @Nullable Duration retryAfter) {
        return new TransientException(message, null, retryAfter, true);
    }

    /**
     * The least time to wait before a retry, as the other side asked.
     *
     * @return the wait, or empty if none was named
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * Whether the other side keeps to a quota that is used up, rather than being away or out of breath.
     *
     * @return true if a lower rate is what helps
     */
    public boolean isRateLimit() {
        return rateLimit;
    }
}
