package io.syncline.core.internal.lease;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.StateKey;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Instant;
import java.util.Optional;

/**
 * Grants the lease of a state. The lease is part of the state document and is acquired, renewed and released by
 * compare-and-set, so any store with this one operation excludes other threads, processes and hosts.
 *
 * <p>The fencing token rises with each lease; sinks and stores refuse writes under an older one, so a holder that was
 * paused beyond its lease does no harm (Kleppmann, How to do distributed locking, 2016).
 *
 * <p>Blocks; thread-safe.
 */
public final class LeaseManager {

    private static final int ATTEMPTS = 10;

    private final StateAccess store;
    private final LeaseClock clock;

    LeaseManager(StateAccess store, LeaseClock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Acquires the lease, or names the run that has it. */
    Acquisition acquire(RunKind kind, String owner) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long sentNanos = clock.now();
            VersionedState found = store.read();
            Instant now = store.now();
            Optional<Lease> holder = found.state().lease();
            if (holder.isPresent() && !holder.get().owner().equals(owner) && isValid(holder.get(), now)) {
                Lease other = holder.get();
                return new Acquisition(null, describe(store.key(), other), now, other.expiresAt());
            }
            holder.ifPresent(this::warnOfTakeover);
            Lease granted = lease(kind, owner, now);
            ModelState next = withLease(found.state(), granted, now);
            if (replaced(found.revision(), next)) {
                VersionedState held = new VersionedState(found.revision() + 1, next);
                return new Acquisition(new HeldLease(store, held, clock, sentNanos), null, now, granted.expiresAt());
            }
        }
        throw new TransientException(
                "The lease of " + store.key() + " could not be acquired: its state changed between " + ATTEMPTS
                        + " attempts to read and replace it",
                null);
    }

    private static ModelState withLease(ModelState state, Lease granted, Instant now) {
        return state.toBuilder()
                .epoch(nextEpoch(state.epoch(), now))
                .lease(granted)
                .build();
    }

    private Lease lease(RunKind kind, String owner, Instant now) {
        return Lease.builder()
                .owner(owner)
                .kind(kind)
                .startedAt(now)
                .expiresAt(now.plus(clock.ttl()))
                .build();
    }

    /**
     * Greater than the last one and than all that were given before now: when a store is lost and recreated, sinks
     * still hold points of great epochs and would refuse the small ones of a new count.
     */
    private static long nextEpoch(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }

    private boolean replaced(long revision, ModelState next) {
        try {
            return store.compareAndSet(revision, next);
        } catch (UnknownOutcomeException e) {
            VersionedState found = store.read();
            return found.revision() == revision + 1
                    && found.state().epoch() == next.epoch()
                    && found.state()
                            .lease()
                            .map(Lease::owner)
                            .equals(next.lease().map(Lease::owner));
        }
    }

    private void warnOfTakeover(Lease lease) {
        LOG.warn(
                "Taking over the lease of {}: the {} by {} stopped responding, and its lease expired at {}",
                store.key(),
                lease.kind(),
                lease.owner(),
                lease.expiresAt());
    }

    public static boolean isValid(Lease lease, Instant now) {
        return lease.expiresAt().isAfter(now);
    }

    /** The run that holds a lease. */
    public static ActiveRun describe(StateKey key, Lease lease) {
        return ActiveRun.builder()
                .model(key.model())
                .kind(lease.kind())
                .owner(lease.owner())
                .startedAt(lease.startedAt())
                .done(lease.done())
                .total(lease.total())
                .waitingFor(lease.waitingFor())
                .build();
    }
}
