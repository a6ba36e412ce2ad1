package io.syncline.core.internal.quota;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Synchronises a {@link SharedBudget} with its document in the metadata store: one change at a time, on the loop of a
 * run that waits or sends, one read and one compare-and-set every two seconds. While the store is unavailable, only
 * what is reserved is spent. When the retry settings allow no further attempt, or the failure is permanent, waiting
 * runs fail.
 *
 * <p>Thread-safe.
 */
final class BudgetExchange implements SharedQuota {

    private static final long CLOCK_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LONGEST_WAIT = Duration.ofSeconds(10).toNanos();
    private static final int MOST_CONFLICTS = 5;
    private static final int MAX_DOUBLINGS = 4;

    /** What was read of the store; the time only now and then. */
    private record Reading(
            VersionedDocument document, @Nullable Instant time) {}

    private final String document;
    private final MetadataStore store;
    private final SharedDocuments documents;
    private final SharedBudget budget;
    private final RetrySettings retry;
    private final RandomGenerator random;
    private final Runnable changed;
    private @Nullable EventLoop busy;
    private SharedBudget.@Nullable Proposal proposal;
    private long round;
    private long nextAt = Long.MIN_VALUE;
    private long clockUntil = Long.MIN_VALUE;
    private int conflicts;
    private int failures;
    private long failingSince;
    private @Nullable SyncException failure;

    /**
     * Nothing is asked yet.
     *
     * @param parts what to work with
     * @param budget the budget to synchronise
     * @param changed what to run when it is worthwhile to ask the budget again; it may take locks
     */
    BudgetExchange(Parts parts, SharedBudget budget, Runnable changed) {
        this.document = parts.document();
        this.store = parts.store();
        this.documents = parts.documents();
        this.retry = parts.retry();
        this.random = parts.random();
        this.budget = budget;
        this.changed = changed;
    }

    /**
     * What an exchange works with.
     *
     * @param document the name of the document
     * @param store the source of the time
     * @param documents the same store by its second interface
     * @param retry how long failures are waited out
     * @param random behind waits
     */
    record Parts(
            String document,
            MetadataStore store,
            SharedDocuments documents,
            RetrySettings retry,
            RandomGenerator random) {

        /**
         * Those of an engine.
         *
         * @throws SetupException if its store does not support shared documents
         */
        static Parts of(String name, Ports ports, EngineSettings settings, RandomGenerator random) {
            if (ports.metadata() instanceof SharedDocuments documents) {
                return new Parts(name, ports.metadata(), documents, settings.retry(), random);
            }
            throw new SetupException(
                    "The metadata store does not support shared documents, so it cannot hold the shared budget " + name
                            + ". Use another store, or no shared budget");
        }
    }

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
        loop.call(Work.STATE, () -> new Reading(documents.document(document), clock ? store.now() : null))
                .whenComplete((reading, thrown) -> {
                    if (thrown == null) {
                        proposed(loop, number, reading, before);
                    } else {
                        failed(loop, number, Failures.of(thrown, "Reading the shared budget " + document));
                    }
                });
    }

    private synchronized void proposed(EventLoop loop, long number, Reading reading, long before) {
        if (number != round) {
            return;
        }
        long now = loop.nanoTime();
        if (reading.time() != null) {
            budget.clock(reading.time(), before, now);
            clockUntil = now + CLOCK_NANOS;
        }
        BudgetLedger sheet;
        try {
            sheet = BudgetLedgerFormat.read(reading.document().text());
        } catch (IllegalArgumentException e) {
            loop.execute(() -> failed(loop, number, damaged(e)));
            return;
        }
        SharedBudget.Proposal change = budget.propose(sheet, now);
        proposal = change;
        long revision = reading.document().revision();
        String text = BudgetLedgerFormat.write(change.sheet());
        loop.call(Work.STATE, () -> documents.compareAndSetDocument(document, revision, text))
                .whenComplete((replaced, thrown) -> {
                    if (thrown == null) {
                        answered(loop, number, change, replaced);
                    } else {
                        unanswered(loop, number, change, thrown);
                    }
                });
    }

    private SetupException damaged(IllegalArgumentException e) {
        return new SetupException(
                "The shared budget " + document + " in the metadata store is damaged: " + e.getMessage()
                        + ". Stop all processes that share it, delete the document and restart them, or use the Syncline version that wrote it",
                e);
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
            if (failures > 0) {
                LOG.info("Shared budget available again: budget={}", document);
            }
            failures = 0;
            failure = null;
            next(loop, SharedBudget.INTERVAL.toNanos());
        }
        changed.run();
    }

    private void unanswered(EventLoop loop, long number, SharedBudget.Proposal change, Throwable thrown) {
        SyncException reason = Failures.of(thrown, "Changing the shared budget " + document);
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
            if (failures == 0) {
                failingSince = loop.nanoTime();
                LOG.warn(
                        "Shared budget unavailable, sending only what is reserved: budget={} cause={}",
                        document,
                        reason.getMessage());
            }
            failure = reason;
            long wait = SharedBudget.INTERVAL.toNanos() << Math.min(failures, MAX_DOUBLINGS);
            failures++;
            next(loop, Math.min(wait, LONGEST_WAIT));
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
        if (failure == null) {
            return Optional.empty();
        }
        boolean passing = failure instanceof TransientException || failure instanceof UnknownOutcomeException;
        boolean fresh = now - failingSince < retry.giveUpAfter().toNanos();
        return passing && fresh ? Optional.empty() : Optional.of(failure);
    }

    @Override
    public synchronized WaitCause waitCause(String embedder) {
        return failure == null
                ? WaitCause.QUOTA
                : new WaitCause(
                        RunPause.Reason.SHARED_BUDGET,
                        embedder,
                        String.valueOf(failure.getMessage()),
                        failingSince,
                        nextAt);
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
