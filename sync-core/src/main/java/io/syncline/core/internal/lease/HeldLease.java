package io.syncline.core.internal.lease;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.VersionedState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lease that this run holds, and with it the right to replace the state it belongs to. Every save renews it.
 *
 * <p>Blocks; thread-safe.
 */
final class HeldLease {

    private final StateAccess store;
    private final LeaseClock clock;
    private final Lease granted;
    private volatile long epoch;
    private VersionedState current;
    private volatile long validUntilNanos;
    private volatile @Nullable String waitingFor;

    /**
     * A lease that has just been granted.
     *
     * @param current the state with the lease
     * @param sentNanos when it was asked for
     */
    HeldLease(StateAccess store, VersionedState current, LeaseClock clock, long sentNanos) {
        this.store = store;
        this.current = current;
        this.clock = clock;
        this.granted = current.state().lease().orElseThrow();
        this.epoch = current.state().epoch();
        this.validUntilNanos = clock.validUntil(sentNanos);
    }

    public long epoch() {
        return epoch;
    }

    StateAccess store() {
        return store;
    }

    Lease granted() {
        return granted;
    }

    synchronized ModelState state() {
        return current.state();
    }

    /** Measures with a clock that a pause of the process does not stop. */
    public void check() {
        if (clock.now() - validUntilNanos >= 0) {
            throw new LostRaceException("The lease of " + store.key() + " could not be renewed within " + clock.ttl()
                    + "; another run may have taken over, so this run writes nothing more. Start it again");
        }
    }

    /** For how long the lease is still valid beyond doubt; zero or less if it is not. */
    Duration remaining() {
        return Duration.ofNanos(validUntilNanos - clock.now());
    }

    /** What the run waits for, or null; other processes see it after the next save. */
    void waitingFor(@Nullable String what) {
        waitingFor = what;
    }

    /**
     * Replaces the state and renews the lease.
     *
     * @param change makes the new state of the old one; the lease is added to its result
     * @throws LostRaceException if another run has taken over; nothing was changed
     */
    synchronized void save(UnaryOperator<ModelState> change, long done, OptionalLong total) {
        long sentNanos = clock.now();
        Instant now = store.now();
        Lease renewed = Lease.builder()
                .from(granted)
                .expiresAt(now.plus(clock.ttl()))
                .renewedAt(now)
                .done(done)
                .total(total)
                .waitingFor(Optional.ofNullable(waitingFor))
                .build();
        replace(change.apply(current.state()).toBuilder().lease(renewed).build());
        validUntilNanos = clock.validUntil(sentNanos);
    }

    /**
     * Takes a greater epoch, while no write is in progress.
     *
     * @throws LostRaceException if another run has taken over; nothing was changed
     */
    synchronized void outrank(long greater) {
        replace(current.state().toBuilder().epoch(greater).build());
        epoch = greater;
    }

    /** Replaces the state and releases the lease. */
    synchronized void release(UnaryOperator<ModelState> change) {
        replace(change.apply(current.state()).toBuilder()
                .lease(Optional.empty())
                .build());
        validUntilNanos = clock.now();
    }

    /**
     * Moves the state to another key, where there is none, and releases the lease there.
     *
     * @throws LostRaceException if it cannot be moved, because another run has taken over or the other key has a state
     */
    synchronized void moveTo(StateAccess target) {
        boolean moved = store.moveTo(target.key(), current.revision(), epoch);
        VersionedState there = target.read();
        if (there.state().epoch() == epoch) {
            target.compareAndSet(
                    there.revision(),
                    there.state().toBuilder().lease(Optional.empty()).build());
        } else if (!moved && store.read().revision() != 0) {
            throw new LostRaceException("The state of " + store.key() + " could not be moved to " + target.key()
                    + ": another run has taken over. Start again");
        }
        // otherwise an earlier attempt moved it, and another run has the lease there since this one expired
    }

    /**
     * Removes the state with the lease.
     *
     * @throws LostRaceException if another run has taken over; nothing was changed
     */
    synchronized void remove() {
        if (!store.remove(current.revision(), epoch) && isSucceededBy(store.read())) {
            throw new LostRaceException(
                    "The state of " + store.key() + " could not be removed: another run has taken over. Start again");
        }
    }

    /** Whether a state follows that of this lease, rather than one that was created after an earlier attempt to remove it. */
    private boolean isSucceededBy(VersionedState found) {
        return found.revision() > current.revision()
                || (found.revision() == current.revision() && found.state().epoch() == epoch);
    }

    private void replace(ModelState next) {
        if (replaced(current.revision(), next)) {
            current = new VersionedState(current.revision() + 1, next);
            return;
        }
        VersionedState found = store.read();
        if (!isMine(found.state(), next)) {
            throw new LostRaceException("Another run of " + store.key() + " has taken over (fencing token "
                    + found.state().epoch() + " after " + epoch + "); this run writes nothing more");
        }
        current = found;
        if (!replaced(found.revision(), next)) {
            throw new UnknownOutcomeException("The state of " + store.key() + " could not be replaced");
        }
        current = new VersionedState(found.revision() + 1, next);
    }

    private boolean replaced(long revision, ModelState next) {
        try {
            return store.compareAndSet(revision, next);
        } catch (UnknownOutcomeException e) {
            VersionedState found = store.read();
            // an earlier attempt may have arrived instead of this one
            return found.revision() == revision + 1 && found.state().equals(next);
        }
    }

    /** Whether a state was saved under this lease, perhaps by an attempt to save this one whose answer was lost. */
    private boolean isMine(ModelState found, ModelState next) {
        return found.epoch() == epoch
                || (found.epoch() == next.epoch()
                        && found.lease().map(Lease::owner).equals(Optional.of(granted.owner())));
    }
}
