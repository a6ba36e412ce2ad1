package io.syncline.core.internal.budget;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link SharedBudget} and its document in the metadata store in sync: one change at a time, on the loop of a run
 * that waits or sends, with one read and one compare-and-set every two seconds. While the store is unavailable, only what
 * was reserved is spent. The waiting runs fail when the outage outlasts the retry settings, or immediately if it is
 * permanent.
 *
 * <p>Thread-safe.
 */
final class BudgetExchange implements SharedQuota {

    private static final long CLOCK_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_CONFLICTS = 5;

    private final BudgetDocument document;
    private final SharedBudget budget;
    private final BudgetOutage outage;
    private final RandomGenerator random;
    private final Runnable changed;
    private @Nullable EventLoop busy;
    private SharedBudget.@Nullable Proposal proposal;
    private long round;
    private long nextAt = Long.MIN_VALUE;
    private long clockUntil = Long.MIN_VALUE;
    private int conflicts;

    /**
     * Nothing is asked yet.
     *
     * @param parts what to work with
     * @param budget the budget to synchronise
     * @param changed what to run when it is worthwhile to ask the budget again; it may take locks
     */
    BudgetExchange(Parts parts, SharedBudget budget, Runnable changed) {
        this.document = parts.document();
        this.outage = new BudgetOutage(document.name(), parts.retry());
        this.random = parts.random();
        this.budget = budget;
        this.changed = changed;
    }

    /**
     * What an exchange works with.
     *
     * @param document the document
     * @param retry how long failures are retried
     * @param random for the jitter of intervals
     */
    record Parts(BudgetDocument document, RetrySettings retry, RandomGenerator random) {}

    @Override
    public synchronized long nanosUntil(long tokens, long now) {
        if (budget.covers(tokens, now)) {
            return 0;
        }
        return busy != null || now >= nextAt ? Long.MAX_VALUE : nextAt - now;
    }

    @Override
    public Reservation reserve(long tokens, long now) {
        SharedBudget.Spending spending = budget.spend(tokens, now);
        return (requests, actual) -> budget.settle(spending, requests, actual);
    }

    @Override
    public synchronized void startIfDue(EventLoop loop) {
        if (busy == null && loop.nanoTime() >= nextAt && budget.isActive()) {
            busy = loop;
            conflicts = 0;
            read(loop, ++round);
        }
    }

    private void read(EventLoop loop, long number) {
        long before = loop.nanoTime();
        boolean clock = before >= clockUntil;
        document.read(loop, clock).whenComplete((reading, thrown) -> {
            if (thrown == null) {
                proposed(loop, number, reading, before);
            } else {
                failed(loop, number, Failures.of(thrown, "Reading the shared budget " + document.name()));
            }
        });
    }

    private synchronized void proposed(EventLoop loop, long number, BudgetDocument.Reading reading, long before) {
        if (number != round) {
            return;
        }
        long now = loop.nanoTime();
        if (reading.time() != null) {
            budget.clock(reading.time(), before, now);
            clockUntil = now + CLOCK_NANOS;
        }
        BudgetLedger ledger;
        try {
            ledger = BudgetLedgerFormat.read(reading.document().text());
        } catch (IllegalArgumentException e) {
            loop.execute(() -> failed(loop, number, document.damaged(e)));
            return;
        }
        SharedBudget.Proposal change = budget.propose(ledger, now);
        proposal = change;
        document.replace(loop, reading.document().revision(), change.sheet()).whenComplete((replaced, thrown) -> {
            if (thrown == null) {
                answered(loop, number, change, replaced);
            } else {
                unanswered(loop, number, change, thrown);
            }
        });
    }

    private void answered(EventLoop loop, long number, SharedBudget.Proposal change, boolean replaced) {
        synchronized (this) {
            if (number != round) {
                return;
            }
            proposal = null;
            if (!replaced) {
                budget.refused(change);
                conflicts++;
                if (conflicts <= MOST_CONFLICTS) {
                    read(loop, number);
                    return;
                }
            } else {
                budget.applied(change);
            }
            outage.ended();
            next(loop, SharedBudget.INTERVAL.toNanos());
        }
        changed.run();
    }

    private void unanswered(EventLoop loop, long number, SharedBudget.Proposal change, Throwable thrown) {
        SyncException reason = Failures.of(thrown, "Changing the shared budget " + document.name());
        synchronized (this) {
            if (number != round) {
                return;
            }
            proposal = null;
            if (reason instanceof UnknownOutcomeException) {
                budget.unknown(change);
            } else {
                budget.refused(change);
            }
        }
        failed(loop, number, reason);
    }

    private void failed(EventLoop loop, long number, SyncException reason) {
        synchronized (this) {
            if (number != round) {
                return;
            }
            next(loop, outage.failed(reason, loop.nanoTime()));
        }
        changed.run();
    }

    /** Members come at different times, so that they seldom meet. */
    private void next(EventLoop loop, long nanos) {
        busy = null;
        nextAt = loop.nanoTime() + nanos - nanos / 10 + random.nextLong(nanos / 5);
    }

    @Override
    public synchronized Optional<SyncException> failure(long now) {
        return outage.fatal(now);
    }

    @Override
    public synchronized Optional<Outage> outage() {
        return outage.current(nextAt);
    }

    @Override
    public synchronized boolean forget(EventLoop loop) {
        if (!loop.equals(busy)) {
            return false;
        }
        busy = null;
        round++;
        if (proposal != null) {
            budget.unknown(proposal);
            proposal = null;
        }
        return true;
    }
}
