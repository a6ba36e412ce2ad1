package io.syncline.core.internal.lease;

import io.syncline.api.RunKind;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.SinkMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the leases of several states at once, and renews them until each is released, moved or removed. Confined to the
 * loop.
 */
public final class LeaseKeeper {

    private static final int RENEWALS_PER_LEASE = 3;

    private final EventLoop loop;
    private final Retrier retrier;
    private final Duration ttl;
    private final String owner;
    private final Map<StateKey, HeldLease> held = new LinkedHashMap<>();
    private final Map<StateKey, ModelState> before = new HashMap<>();
    private @Nullable Throwable lost;
    private @Nullable Runnable timer;

    /**
     * A keeper of no lease.
     *
     * @param owner who the leases are for; no two runs have the same
     */
    public LeaseKeeper(EngineContext engine, EventLoop loop, String owner) {
        this.loop = loop;
        this.retrier = new Retrier(loop, engine.settings().retry(), engine.random());
        this.ttl = engine.settings().leaseTtl();
        this.owner = owner;
    }

    /**
     * Acquires one more lease.
     *
     * @param sinkName what people call the sink of the key
     * @param floor the fencing token will be greater than this
     * @param mark what the sink had before; a state that does not know it starts over
     * @return its fencing token; fails with a {@link TransientException} if another run has the lease
     */
    public CompletableFuture<Long> acquire(StateAccess store, String sinkName, long floor, Optional<SinkMark> mark) {
        LeaseManager leases = new LeaseManager(store, new LeaseClock(ttl, loop::nanoTime), sinkName);
        return retrier.call(
                        Work.STATE,
                        "Acquiring the lease of " + store.key(),
                        () -> leases.acquire(RunKind.SOURCE_CHANGE, owner, floor, mark))
                .thenCompose(answer -> {
                    HeldLease lease = answer.lease();
                    if (lease == null) {
                        return CompletableFuture.failedFuture(new TransientException(
                                BlockedMessage.of(answer.other(), answer.now(), answer.expiresAt()), null));
                    }
                    held.put(store.key(), lease);
                    before.put(store.key(), answer.before());
                    if (timer == null) {
                        renewLater();
                    }
                    return CompletableFuture.completedFuture(lease.epoch());
                });
    }

    private void renewLater() {
        timer = loop.schedule(ttl.dividedBy(RENEWALS_PER_LEASE), () -> {
            if (!held.isEmpty()) {
                List.copyOf(held.values()).forEach(this::renew);
                renewLater();
            }
        });
    }

    private void renew(HeldLease lease) {
        retrier.call(Work.STATE, "Renewing the lease of " + lease.store().key(), () -> {
                    lease.save(UnaryOperator.identity(), 0, OptionalLong.empty());
                    return true;
                })
                .whenComplete((renewed, thrown) -> {
                    // one that was given up meanwhile is not lost
                    if (thrown != null && held.containsValue(lease)) {
                        lost = thrown;
                    }
                });
    }

    /** A state as it was before its lease was acquired. */
    public ModelState before(StateKey key) {
        return Objects.requireNonNull(before.get(key));
    }

    /** Makes a state start over, since the sink does not hold what it relies on. */
    public CompletableFuture<Void> startOver(StateKey key) {
        HeldLease lease = lease(key);
        return call("Saving the state of " + key, () -> lease.save(ModelState::startingOver, 0, OptionalLong.empty()));
    }

    /** The state of a held lease. */
    public ModelState state(StateKey key) {
        return lease(key).state();
    }

    /**
     * Makes a check of a held lease that any thread may run right before it writes. It throws a
     * {@link io.syncline.api.failure.LostRaceException} unless the lease is valid beyond doubt.
     */
    public Runnable fence(StateKey key) {
        return lease(key)::check;
    }

    /** Fails if a lease was lost. */
    public CompletableFuture<Void> check() {
        return lost == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(lost);
    }

    /** Moves a state to a key without one, and gives up its lease. */
    public CompletableFuture<Void> move(StateKey from, StateAccess to) {
        HeldLease lease = giveUp(from);
        return call("Moving the state of " + from, () -> lease.moveTo(to));
    }

    /** Removes a state with its lease. */
    public CompletableFuture<Void> remove(StateKey key) {
        HeldLease lease = giveUp(key);
        return call("Removing the state of " + key, lease::remove);
    }

    /** Releases what is still held, as far as possible; a lease that cannot be released expires. */
    public CompletableFuture<Void> releaseAll() {
        if (timer != null) {
            timer.run();
        }
        List<CompletableFuture<Void>> released = new ArrayList<>();
        for (StateKey key : List.copyOf(held.keySet())) {
            HeldLease lease = giveUp(key);
            released.add(call("Releasing the lease of " + key, () -> lease.release(UnaryOperator.identity()))
                    .exceptionally(thrown -> null));
        }
        return CompletableFuture.allOf(released.toArray(CompletableFuture[]::new));
    }

    private HeldLease lease(StateKey key) {
        HeldLease lease = held.get(key);
        if (lease == null) {
            throw new IllegalStateException("The lease of " + key + " is not held");
        }
        return lease;
    }

    private HeldLease giveUp(StateKey key) {
        HeldLease lease = lease(key);
        held.remove(key);
        return lease;
    }

    private CompletableFuture<Void> call(String what, Runnable work) {
        return retrier.call(Work.STATE, what, () -> {
            work.run();
            return null;
        });
    }
}
