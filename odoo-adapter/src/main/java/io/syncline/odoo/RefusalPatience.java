package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a refusal counts. The first one of a connection counts at once: settings are wrong. After the same settings
 * have worked, it counts only once it has lasted: a reverse proxy that restarts, a login page in front of Odoo and a registry
 * that is reloaded refuse calls for some seconds.
 *
 * <p>Thread-safe.
 */
final class RefusalPatience {

    /** As long as most restarts of a reverse proxy and reloads of a registry. */
    private static final Duration LASTING = Duration.ofSeconds(5);

    /** A refusal so long after another one is a new one, whether or not a call succeeded in between. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);

    private static final Set<Kind> REFUSALS = EnumSet.of(Kind.CREDENTIALS, Kind.CONFIGURATION);

    private final InstantSource clock;
    private boolean worked;
    private @Nullable Instant since;

    RefusalPatience(InstantSource clock) {
        this.clock = clock;
    }

    /** A call succeeded. */
    synchronized void worked() {
        worked = true;
    }

    /**
     * Whether the engine should try again before a failure counts.
     *
     * @param describing whether a model is described, which fails while the registry is reloaded
     */
    synchronized boolean mayPass(CallFailure failure, boolean describing) {
        boolean refusal = REFUSALS.contains(failure.kind()) || (describing && failure.kind() == Kind.INVALID);
        if (!worked || !refusal) {
            return false;
        }
        Instant now = clock.instant();
        Instant begin = since;
        if (begin == null || begin.plus(FORGOTTEN).isBefore(now)) {
            since = now;
            return true;
        }
        return begin.plus(LASTING).isAfter(now);
    }
}
