package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Open while the service is unavailable: rate-limited, on a wait that it asked for, or unreachable. Then nothing is sent
 * but one probe after each wait. A wait that the service asked for is respected, with the back-off on top; the back-off
 * is shorter where it is known when the service has room again.
 *
 * <p>Guarded by the {@link EmbedAdmission}.
 */
final class CircuitBreaker {

    private static final long LONGEST_FOR_RATE = Duration.ofSeconds(5).toNanos();
    private static final int MAX_DOUBLINGS = 20;
    private static final int FAILURES_OF_AN_OUTAGE = 3;

    private final RetrySettings settings;
    private final RandomGenerator random;
    private @Nullable SyncException reason;
    private long since;
    private long until;
    private int attempts;
    private long failuresInARow;

    CircuitBreaker(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    boolean isOpen() {
        return reason != null;
    }

    /** Why it is open, or empty if it is closed. */
    Optional<SyncException> reason() {
        return Optional.ofNullable(reason);
    }

    boolean isOpenForRate() {
        return reason != null && Failures.isRateLimit(reason);
    }

    /** When it opened. */
    long since() {
        return since;
    }

    WaitCause waitCause(String embedder) {
        RunPause.Reason kind = isOpenForRate() ? RunPause.Reason.RATE_LIMIT : RunPause.Reason.OUTAGE;
        String message = reason == null ? "" : String.valueOf(reason.getMessage());
        return new WaitCause(kind, embedder, message, since, until);
    }

    /** How long until the next probe; 0 if it may be sent, or the circuit is closed. */
    long nanosLeft(long now) {
        return isOpen() ? Math.max(0, until - now) : 0;
    }

    /** Whether a request was sent after the circuit opened. */
    boolean isProbe(long sentAt) {
        return isOpen() && sentAt > since;
    }

    /** The service answered, be it with a refusal. */
    void responded() {
        failuresInARow = 0;
    }

    /**
     * Counts a failure. The circuit opens if the failure concerns all requests: a rate limit, a wait that the service
     * asked for, or several failures in a row. It stays open after a failed probe.
     *
     * @param failure the failure of a request
     * @param sentAt when the request was sent
     * @param now the time
     * @param retryAfter how long until a retry is worthwhile; {@link Long#MAX_VALUE} if that is unknown
     * @return whether the circuit opened
     */
    boolean failed(SyncException failure, long sentAt, long now, long retryAfter) {
        failuresInARow++;
        boolean opens = !isOpen();
        if (opens && !concernsAll(failure)) {
            return false;
        }
        boolean probe = isProbe(sentAt);
        if (opens) {
            since = now;
            attempts = 0;
        }
        if (opens || probe) {
            reason = failure;
            until = Math.max(until, now + requestedWait(failure) + Math.min(retryAfter, backoff(failure)));
            attempts++;
        } else {
            until = Math.max(until, now + requestedWait(failure));
        }
        return opens;
    }

    private boolean concernsAll(SyncException failure) {
        return Failures.isRateLimit(failure) || requestedWait(failure) > 0 || failuresInARow >= FAILURES_OF_AN_OUTAGE;
    }

    void close() {
        reason = null;
        until = 0;
    }

    private long backoff(SyncException failure) {
        long longest = Failures.isRateLimit(failure)
                ? LONGEST_FOR_RATE
                : settings.longestWait().toNanos();
        long bound = Math.min(longest, settings.firstWait().toNanos() << Math.min(attempts, MAX_DOUBLINGS));
        return bound / 2 + random.nextLong(bound / 2 + 1);
    }

    /** The wait that the service asked for, in nanoseconds; 0 if it did not. */
    private static long requestedWait(SyncException failure) {
        return failure instanceof TransientException passing
                ? passing.retryAfter().orElse(Duration.ZERO).toNanos()
                : 0;
    }
}
