package io.syncline.api.failure;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is likely to pass. The request was certainly not applied, and a retry after a delay is worthwhile.
 *
 * <p>Adapters throw it on overload, rate limits, refused connections and restarting servers. They never retry on their
 * own.
 */
public final class TransientException extends SyncException {

    private final @Nullable Duration retryAfter;
    private final boolean rateLimit;

    /**
     * A failure with a cause.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     */
    public TransientException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    /**
     * A failure with the delay that the other side requested.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param cause the cause, or null
     * @param retryAfter the minimum delay before a retry, or null if none was requested
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
     * A request exceeded the rate limit of the other side, which is otherwise available.
     *
     * @param message what failed, on what, why, and what to do next; without secrets
     * @param retryAfter the minimum delay before a retry, or null if none was requested
     */
    public static TransientException rateLimited(String message, @Nullable Duration retryAfter) {
        return new TransientException(message, null, retryAfter, true);
    }

    /** The minimum delay before a retry; empty if none was requested. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether a rate limit was exceeded, so that a lower rate helps, rather than an outage or an overload. */
    public boolean isRateLimit() {
        return rateLimit;
    }
}
