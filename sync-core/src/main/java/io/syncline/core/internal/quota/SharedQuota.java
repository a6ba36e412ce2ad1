package io.syncline.core.internal.quota;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.EventLoop;
import java.util.Optional;

/** The part of a quota that other processes leave to this one. Thread-safe. */
interface SharedQuota {

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
        public WaitCause waitCause(String embedder) {
            return WaitCause.QUOTA;
        }
    };

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

    /** Why a client waits whose request exceeds the quota. */
    WaitCause waitCause(String embedder);
}
