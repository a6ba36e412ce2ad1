package io.syncline.core.internal.lease;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.RunKind;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedState;
import io.syncline.core.port.vector.SinkMark;
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
    private final String sinkName;

    /**
     * A manager of one lease.
     *
     * @param sinkName what people call the sink that the key names
     */
    LeaseManager(StateAccess store, LeaseClock clock, String sinkName) {
        this.store = store;
        this.clock = clock;
        this.sinkName = sinkName;
    }

    /**
     * Acquires the lease, or names the run that has it. A run of an earlier version, which did not record source and sink,
     * may be a run of these, so its lease counts too.
     *
     * @param floor the fencing token will be greater than this
     * @param mark what the sink had before; a state that does not know it starts over
     */
    Acquisition acquire(RunKind kind, String owner, long floor, Optional<SinkMark> mark) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long sentNanos = clock.now();
            VersionedState found = store.read();
            ModelState earlier = store.unassigned();
            Instant now = store.now();
            Optional<Lease> holder = other(found.state(), owner, now).or(() -> other(earlier, owner, now));
            if (holder.isPresent()) {
                return refused(holder.get(), now);
            }
            found.state().lease().ifPresent(lease -> warnOfTakeover(lease, now));
            Lease granted = lease(kind, owner, now);
            long last = Math.max(Math.max(found.state().epoch(), earlier.epoch()), floor);
            ModelState known = SinkLoss.known(mark, found.state());
            ModelState next = withLease(known, granted, nextEpoch(last, now));
            if (replaced(found.revision(), next)) {
                return granted(found, next, sentNanos);
            }
        }
        throw new TransientException(
                "The lease of " + store.key() + " could not be acquired: its state changed between " + ATTEMPTS
                        + " attempts to read and replace it",
                null);
    }

    private Acquisition granted(VersionedState before, ModelState next, long sentNanos) {
        Lease lease = next.lease().orElseThrow();
        HeldLease held = new HeldLease(store, new VersionedState(before.revision() + 1, next), clock, sentNanos);
        return new Acquisition(held, null, lease.startedAt(), lease.expiresAt(), before.state());
    }

    private ModelState withLease(ModelState state, Lease granted, long epoch) {
        return state.toBuilder().epoch(epoch).lease(granted).sinkName(sinkName).build();
    }

    /** The run that has the lease, if there is one. */
    Optional<Acquisition> holder() {
        Instant now = store.now();
        return other(store.read().state(), "", now)
                .or(() -> other(store.unassigned(), "", now))
                .map(lease -> refused(lease, now));
    }

    private Acquisition refused(Lease other, Instant now) {
        return new Acquisition(null, describe(store.key(), other), now, other.expiresAt(), ModelState.NEW);
    }

    private Optional<Lease> other(ModelState state, String owner, Instant now) {
        return state.lease().filter(lease -> !lease.owner().equals(owner) && lease.isValidAt(now, clock.ttl()));
    }

    private Lease lease(RunKind kind, String owner, Instant now) {
        return Lease.builder()
                .owner(owner)
                .kind(kind)
                .startedAt(now)
                .renewedAt(now)
                .expiresAt(now.plus(clock.ttl()))
                .build();
    }

    /**
     * Greater than the last one and than all that were given before now: when a store is lost and recreated, sinks
     * still hold points of great epochs and would refuse the small ones of a new count. A clock that is centuries ahead does
     * not count: no later run could have a greater one.
     */
    private long nextEpoch(long last, Instant now) {
        if (last >= ModelState.MAX_EPOCH) {
            throw new SetupException("The epoch of " + store.key() + " is " + last
                    + ", which no run has written, so there is no greater one; nothing was changed. Restore the state and"
                    + " the store, or delete both: the next sync then reads all records");
        }
        Instant latest = Instant.ofEpochMilli(ModelState.MAX_EPOCH / 2);
        return Math.max(last + 1, now.isAfter(latest) ? 0 : now.toEpochMilli());
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

    private void warnOfTakeover(Lease lease, Instant now) {
        LOG.warn(
                "Taking over the lease of {}: the {} by {} stopped responding, and its lease {}",
                store.key(),
                lease.kind(),
                lease.owner(),
                lease.expiresAt().isAfter(now)
                        ? "was renewed by a clock that was wrong, at "
                                + lease.renewedAt().orElse(lease.startedAt())
                        : "expired at " + lease.expiresAt());
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
