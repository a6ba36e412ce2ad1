package io.syncline.core.internal.quota;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A time in which the service takes nothing: it keeps to its rate limit, asked to be left alone, or is away. Nothing is
 * sent but one probe after each wait, which is shorter where it is known when the service should take something again. A
 * wait that was asked for is kept, with the other on top.
 *
 * <p>Not thread-safe: guarded by its {@link EmbedGate}.
 */
final class Stall {

    private static final long LONGEST_FOR_RATE = Duration.ofSeconds(5).toNanos();
    private static final int MAX_DOUBLINGS = 20;

    private final RetrySettings settings;
    private final RandomGenerator random;
    private @Nullable SyncException reason;
    private long since;
    private long until;
    private int tries;

    Stall(RetrySettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** Why nothing is sent, or empty if the service is well. */
    Optional<SyncException> reason() {
        return Optional.ofNullable(reason);
    }

    boolean isForRate() {
        return reason instanceof TransientException passing && passing.isRateLimit();
    }

    long since() {
        return since;
    }

    /** What it means for runs with something to send. */
    EmbedHold hold(String embedder) {
        RunPause.Reason kind = isForRate() ? RunPause.Reason.RATE_LIMIT : RunPause.Reason.OUTAGE;
        String cause = reason == null ? "" : String.valueOf(reason.getMessage());
        return new EmbedHold(kind, embedder, cause, since, until);
    }

    long nanosLeft(long now) {
        return reason == null ? 0 : Math.max(0, until - now);
    }

    /** Whether a request was sent to find out if the service is back. */
    boolean isProbe(long startedAt) {
        return reason != null && startedAt > since;
    }

    /**
     * A request failed, and with it the service.
     *
     * @param failure what happened
     * @param startedAt when the request was sent
     * @param now the time
     * @param expected how long until it is worthwhile to try again, if that is soon
     * @return whether it was well until now
     */
    boolean fail(SyncException failure, long startedAt, long now, long expected) {
        boolean first = reason == null;
        boolean probe = isProbe(startedAt);
        if (first) {
            since = now;
            tries = 0;
        }
        if (first || probe) {
            reason = failure;
            until = Math.max(until, now + asked(failure) + Math.min(expected, wait(failure)));
            tries++;
        } else {
            until = Math.max(until, now + asked(failure));
        }
        return first;
    }

    void end() {
        reason = null;
        until = 0;
    }

    private long wait(SyncException failure) {
        boolean rate = failure instanceof TransientException passing && passing.isRateLimit();
        long longest = rate ? LONGEST_FOR_RATE : settings.longestWait().toNanos();
        long bound = Math.min(longest, settings.firstWait().toNanos() << Math.min(tries, MAX_DOUBLINGS));
        return bound / 2 + random.nextLong(bound / 2 + 1);
    }

    static long asked(SyncException failure) {
        return failure instanceof TransientException passing
                ? passing.retryAfter().orElse(Duration.ZERO).toNanos()
                : 0;
    }
}
