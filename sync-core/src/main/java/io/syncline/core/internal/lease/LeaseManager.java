package io.syncline.core.internal.lease;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.ActiveRun;
import io.syncline.api.ModelName;
import io.syncline.api.RunKind;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Grants leases on models. A lease is part of the model's state document and is taken, renewed and given back by
 * compare-and-set, so any store that has this one operation keeps out other threads, processes and hosts.
 *
 * <p>The fencing token rises with each lease; sinks and stores refuse writes under an older one, so a holder that was
 * paused beyond its lease does no harm (Kleppmann, How to do distributed locking, 2016).
 *
 * <p>Blocks; thread-safe.
 */
public final class LeaseManager {

    private static final int ATTEMPTS = 10;

    private final MetadataStore store;
    private final Duration ttl;
    private final LongSupplier nanoTime;

    LeaseManager(MetadataStore store, Duration ttl, LongSupplier nanoTime) {
        this.store = store;
        this.ttl = ttl;
        this.nanoTime = nanoTime;
    }

    /** Takes the lease of a model, or tells who has it. */
    Acquisition acquire(ModelName model, RunKind kind, String owner) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long sentNanos = nanoTime.getAsLong();
            VersionedState found = store.read(model);
            Instant now = store.now();
            Optional<Lease> holder = found.state().lease();
            if (holder.isPresent() && !holder.get().owner().equals(owner) && isValid(holder.get(), now)) {
                return new Acquisition(null, describe(model, holder.get()), now);
            }
            holder.ifPresent(lease -> warnOfTakeover(model, lease));
            Lease lease = Lease.builder()
                    .owner(owner)
                    .kind(kind)
                    .startedAt(now)
                    .expiresAt(now.plus(ttl))
                    .build();
            ModelState next = found.state().toBuilder()
                    .epoch(nextEpoch(found.state().epoch(), now))
                    .lease(lease)
                    .build();
            if (replaced(model, found.revision(), next)) {
                VersionedState held = new VersionedState(found.revision() + 1, next);
                HeldLease.Terms terms = new HeldLease.Terms(ttl, nanoTime, sentNanos);
                return new Acquisition(new HeldLease(store, model, held, terms), null, now);
            }
        }
        throw new TransientException(
                "The lease of " + model + " could not be taken: others change its state all the time", null);
    }

    /**
     * Above the last one, and above all that were given before now: if the store is lost and begins anew, sinks still
     * hold points of great epochs and would refuse the small ones of a new count.
     */
    private static long nextEpoch(long last, Instant now) {
        return Math.max(last + 1, now.toEpochMilli());
    }

    private boolean replaced(ModelName model, long revision, ModelState next) {
        try {
            return store.compareAndSet(model, revision, next);
        } catch (UnknownOutcomeException e) {
            VersionedState found = store.read(model);
            return found.revision() == revision + 1
                    && found.state().epoch() == next.epoch()
                    && found.state()
                            .lease()
                            .map(Lease::owner)
                            .equals(next.lease().map(Lease::owner));
        }
    }

    private static void warnOfTakeover(ModelName model, Lease lease) {
        LOG.warn(
                "A {} of {} by {} stopped responding; its lease expired at {} and is taken over",
                lease.kind(),
                model,
                lease.owner(),
                lease.expiresAt());
    }

    public static boolean isValid(Lease lease, Instant now) {
        return lease.expiresAt().isAfter(now);
    }

    public static ActiveRun describe(ModelName model, Lease lease) {
        return ActiveRun.builder()
                .model(model)
                .kind(lease.kind())
                .owner(lease.owner())
                .startedAt(lease.startedAt())
                .done(lease.done())
                .total(lease.total())
                .waitingFor(lease.waitingFor())
                .build();
    }
}
