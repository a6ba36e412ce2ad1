package io.syncline.core.internal.budget;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failures in a row to read or change a shared budget. Guarded by the {@link BudgetExchange}. */
final class BudgetOutage {

    private static final long LONGEST_WAIT = Duration.ofSeconds(10).toNanos();
    private static final int MAX_DOUBLINGS = 4;

    private final String document;
    private final RetrySettings retry;
    private int failures;
    private long since;
    private @Nullable SyncException last;

    BudgetOutage(String document, RetrySettings retry) {
        this.document = document;
        this.retry = retry;
    }

    /**
     * Counts a failure.
     *
     * @return nanoseconds until a retry, without jitter
     */
    long failed(SyncException reason, long now) {
        if (failures == 0) {
            since = now;
            LOG.warn(
                    "Shared budget unavailable, only what is reserved will be spent: document={} cause={}",
                    document,
                    reason.getMessage());
        }
        last = reason;
        long wait = SharedBudget.INTERVAL.toNanos() << Math.min(failures, MAX_DOUBLINGS);
        failures++;
        return Math.min(wait, LONGEST_WAIT);
    }

    void ended() {
        if (failures > 0) {
            LOG.info("Shared budget available again: document={}", document);
        }
        failures = 0;
        last = null;
    }

    /** The last failure, if it is permanent or the outage lasts longer than the retry settings allow. */
    Optional<SyncException> fatal(long now) {
        if (last == null) {
            return Optional.empty();
        }
        boolean fresh = now - since < retry.giveUpAfter().toNanos();
        return Failures.isTemporary(last) && fresh ? Optional.empty() : Optional.of(last);
    }

    /** The outage, if there is one. */
    Optional<SharedQuota.Outage> current(long retryAt) {
        return Optional.ofNullable(last).map(cause -> new SharedQuota.Outage(cause, since, retryAt));
    }
}
