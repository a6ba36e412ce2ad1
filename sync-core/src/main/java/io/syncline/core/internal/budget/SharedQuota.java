package io.syncline.core.internal.budget;

import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.settings.EngineSettings;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The part of a quota that other processes leave to this one. Thread-safe. */
public interface SharedQuota {

    /** No other process shares the quota. */
    SharedQuota NOT_SHARED = new SharedQuota() {
        @Override
        public long nanosUntil(long tokens, long now) {
            return 0;
        }

        @Override
        public Reservation reserve(long tokens, long now) {
            return (requests, actual) -> {};
        }

        @Override
        public void startIfDue(EventLoop loop) {}

        @Override
        public boolean forget(EventLoop loop) {
            return false;
        }

        @Override
        public Optional<SyncException> failure(long now) {
            return Optional.empty();
        }

        @Override
        public Optional<Outage> outage() {
            return Optional.empty();
        }
    };

    /**
     * The quota of an engine.
     *
     * @param changed what to run when it is worthwhile to ask again; it may take locks
     * @throws SetupException if a budget is to be shared, and the embedder has no quota or the store no shared documents
     */
    static SharedQuota of(Ports ports, EngineSettings settings, RandomGenerator random, Runnable changed) {
        if (settings.sharedBudget().isEmpty()) {
            return NOT_SHARED;
        }
        Embedder embedder = ports.embedder();
        EmbedderQuota quota = embedder instanceof Metered metered
                ? metered.quota()
                : EmbedderQuota.builder().build();
        SharedBudget budget = SharedBudget.of(embedder.fingerprint().toString(), quota, random);
        BudgetDocument document =
                BudgetDocument.in(ports.metadata(), settings.sharedBudget().get());
        return new BudgetExchange(new BudgetExchange.Parts(document, settings.retry(), random), budget, changed);
    }

    /** What one request reserved. */
    interface Reservation {

        /** Corrects what was reserved to what the service counted. */
        void settle(long requests, long tokens);
    }

    /**
     * How long until a request of so many tokens may be sent.
     *
     * @return 0 if it may now; {@link Long#MAX_VALUE} if the client will be woken
     */
    long nanosUntil(long tokens, long now);

    Reservation reserve(long tokens, long now);

    /** Exchanges reservations with the other processes if it is time to. Called on the loop. */
    void startIfDue(EventLoop loop);

    /**
     * Forgets a loop whose runs have ended.
     *
     * @return whether an exchange was in progress there, so that another client must start the next one
     */
    boolean forget(EventLoop loop);

    /** Why nothing can be reserved any more, if that lasts too long or is permanent. */
    Optional<SyncException> failure(long now);

    /** What keeps this process from reserving more, if anything does. */
    Optional<Outage> outage();

    /**
     * The budget is unavailable.
     *
     * @param cause the last failure
     * @param since when the outage began
     * @param until when the next attempt is made
     */
    record Outage(SyncException cause, long since, long until) {}
}
