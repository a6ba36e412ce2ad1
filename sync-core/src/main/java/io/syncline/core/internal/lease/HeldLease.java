package io.syncline.core.internal.lease;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lease that this run holds, and with it the right to replace the model's state. Every save renews it.
 *
 * <p>Blocks; thread-safe.
 */
public final class HeldLease implements Fence {

    /** The share of the lease at its end in which no write is started any more. */
    private static final int MARGIN = 10;

    private final MetadataStore store;
    private final ModelName model;
    private final Terms terms;
    private final Lease granted;
    private final long epoch;
    private VersionedState current;
    private volatile long validUntilNanos;
    private volatile @Nullable String waitingFor;

    HeldLease(MetadataStore store, ModelName model, VersionedState current, Terms terms) {
        this.store = store;
        this.model = model;
        this.current = current;
        this.terms = terms;
        this.granted = current.state().lease().orElseThrow();
        this.epoch = current.state().epoch();
        this.validUntilNanos = terms.validFrom(terms.sentNanos());
    }

    public long epoch() {
        return epoch;
    }

    public Lease granted() {
        return granted;
    }

    public synchronized ModelState state() {
        return current.state();
    }

    /** Passes while the lease is sure to be valid, by a clock that a pause of the process does not stop. */
    @Override
    public void check() {
        if (terms.nanoTime().getAsLong() - validUntilNanos >= 0) {
            throw new LostRaceException("The lease of " + model + " could not be renewed in time (" + terms.ttl()
                    + "); another run may have taken over, so this one writes nothing more. Run it again");
        }
    }

    /** What the run waits for from now on, or null if it does not; told with the next save. */
    public void waitsFor(@Nullable String what) {
        waitingFor = what;
    }

    /**
     * Replaces the state and renews the lease.
     *
     * @param change makes the new state of the old one; its lease does not matter
     * @throws LostRaceException if another run has taken over; nothing was changed
     */
    synchronized void save(UnaryOperator<ModelState> change, long done, OptionalLong total) {
        long sentNanos = terms.nanoTime().getAsLong();
        Instant expiresAt = store.now().plus(terms.ttl());
        Lease renewed = Lease.builder()
                .from(granted)
                .expiresAt(expiresAt)
                .done(done)
                .total(total)
                .waitingFor(Optional.ofNullable(waitingFor))
                .build();
        replace(change.apply(current.state()).toBuilder().lease(renewed).build());
        validUntilNanos = terms.validFrom(sentNanos);
    }

    /** Replaces the state and gives the lease back. */
    synchronized void release(UnaryOperator<ModelState> change) {
        replace(ModelStates.withoutLease(change.apply(current.state())));
        validUntilNanos = terms.nanoTime().getAsLong();
    }

    private void replace(ModelState next) {
        if (replaced(current.revision(), next)) {
            current = new VersionedState(current.revision() + 1, next);
            return;
        }
        VersionedState found = store.read(model);
        if (found.state().epoch() != epoch) {
            throw new LostRaceException("Another run of " + model + " has taken over (fencing token "
                    + found.state().epoch() + " after " + epoch + "); this one writes nothing more");
        }
        current = found;
        if (!replaced(found.revision(), next)) {
            throw new UnknownOutcomeException("The state of " + model + " could not be replaced");
        }
        current = new VersionedState(found.revision() + 1, next);
    }

    private boolean replaced(long revision, ModelState next) {
        try {
            return store.compareAndSet(model, revision, next);
        } catch (UnknownOutcomeException e) {
            VersionedState found = store.read(model);
            return found.revision() == revision + 1 && found.state().epoch() == epoch;
        }
    }

    /**
     * How long a lease lasts.
     *
     * @param ttl its time to live after each renewal
     * @param nanoTime the clock that this process judges by
     * @param sentNanos when the grant was asked for
     */
    record Terms(Duration ttl, LongSupplier nanoTime, long sentNanos) {

        long validFrom(long sent) {
            return sent + ttl.toNanos() - ttl.toNanos() / MARGIN;
        }
    }
}
