package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Checks what the runs of a route change in its sink. */
final class RouteChecks {

    private final SimWorld world;
    private final SimRoute route;
    private final SimExpectations expectations;
    private final StateChecks states;
    private final LateWrites late;
    private final SimRemovals removals;
    /** When the sink's content of a record was written, in virtual nanoseconds. */
    private final Map<RecordId, Long> unchangedSince = new HashMap<>();
    /** The records whose content was written by a run that opened another filling of the sink. */
    private final Set<RecordId> strangers = new HashSet<>();

    RouteChecks(SimWorld world, SimRoute route) {
        this.world = world;
        this.route = route;
        this.expectations = route.expectations;
        this.late = new LateWrites(world);
        this.removals = new SimRemovals(world, route);
        this.states = new StateChecks(world, route, late);
    }

    /** The content of the sink was changed by no engine. */
    void struck() {
        removals.beginAgain();
        unchangedSince.clear();
        expectations.stored().forEach(id -> unchangedSince.put(id, world.time.nanos()));
    }

    /** States were lost, or restored from an older backup. */
    void statesLost() {
        removals.beginAgain();
    }

    LateWrites late() {
        return late;
    }

    void saved(SimRun run, ModelState before, ModelState after) {
        removals.saved(before, after);
        states.saved(run, before, after);
    }

    /** Nothing is embedded twice. */
    void embedding(SimRun run, String text) {
        SimExpectations.number(text).map(route.users::id).ifPresent(id -> {
            RecordStamp stamp = expectations.stamp(id);
            long since = unchangedSince.getOrDefault(id, Long.MAX_VALUE);
            world.checker.require(
                    stamp == null
                            || since >= run.startNanos
                            || run.wasIncomplete(id)
                            || !expectations.isMadeOf(stamp, text, run.deployment),
                    "Record %s is embedded although the sink held it already before the run: %s (%s)",
                    id,
                    text,
                    run);
        });
    }

    /** No stale write; no existing record is deleted or hidden, and none is deleted within its grace period. */
    void changing(SimRun run, Collection<RecordId> ids, Runnable change) {
        Map<RecordId, RecordStamp> before = expectations.stamps(ids);
        change.run();
        Map<RecordId, RecordStamp> after = expectations.stamps(ids);
        for (RecordId id : ids) {
            RecordStamp old = before.get(id);
            RecordStamp now = after.get(id);
            if (old != null && now == null) {
                deleted(run, id, old);
            }
            if (old != null
                    && now != null
                    && old.quarantine().isEmpty()
                    && now.quarantine().isPresent()) {
                disposed(run, id, "hidden");
                removals.removed(run, false, stored());
            }
            if (old != null && now != null) {
                world.checker.require(
                        old.sourceVersion() <= now.sourceVersion()
                                || strangers.contains(id)
                                || route.users.isOfAnyVersion(id)
                                || route.store.isDisturbedSince(run.startNanos - world.profile.leaseTtl.toNanos()),
                        "Version %d of record %s is replaced by the older %d (%s)",
                        old.sourceVersion(),
                        id,
                        now.sourceVersion(),
                        run);
            }
            if (!Objects.equals(now, old)) {
                late.changed(run, id);
            }
            if (now != null && !now.equals(old)) {
                unchangedSince.put(id, world.time.nanos());
            }
            if (!Objects.equals(now, old)) {
                writtenBy(run, id);
            }
        }
    }

    /** A run that began with another filling of the sink does not exclude those of this one. */
    private void writtenBy(SimRun run, RecordId id) {
        if (run.stateKey().equals(route.stateKey())) {
            strangers.remove(id);
        } else {
            strangers.add(id);
        }
    }

    private void deleted(SimRun run, RecordId id, RecordStamp old) {
        unchangedSince.remove(id);
        disposed(run, id, "deleted");
        if (old.quarantine().isEmpty()) {
            removals.removed(run, true, stored());
        }
        old.quarantine()
                .ifPresent(quarantine -> world.checker.require(
                        // what was over before the clock was set back
                        quarantine.isOver(route.store.clock.instant())
                                || route.store.clock.hasJumpedSince(run.startNanos),
                        "Record %s is deleted within its grace period: %s (%s)",
                        id,
                        quarantine,
                        run));
        world.checker.require(
                old.quarantine().isPresent() || run.task != SimRun.Task.QUARANTINE,
                "Record %s is deleted without a grace period (%s)",
                id,
                run);
    }

    private long stored() {
        return route.sink.collection.stamps(route.key()).size();
    }

    private void disposed(SimRun run, RecordId id, String how) {
        SimUsers.Row row = route.users.rows().get(id);
        boolean live = row != null && route.users.inScope(row) && row.presentSince() < run.startNanos;
        world.checker.require(!live, "Record %s is %s although the source has had it since %s (%s)", id, how, row, run);
        if (run.isSync()) {
            world.checker.require(
                    run.toldGone.containsKey(id),
                    "Record %s is %s by a sync that the source has not told that it is deleted (%s)",
                    id,
                    how,
                    run);
            return;
        }
        long listedBySink = run.sinkListed.getOrDefault(id, Long.MAX_VALUE);
        long toldGone = run.toldGone.getOrDefault(id, -1L);
        long listedBySource = run.isOrdered() ? run.sourceListed.getOrDefault(id, Long.MAX_VALUE) : toldGone;
        world.checker.require(
                listedBySink < listedBySource && (listedBySource < toldGone || !run.isOrdered()),
                "Record %s is %s, listed by the sink in step %s, missing in the source's listing in %s, reported as deleted"
                        + " in %s (%s)",
                id,
                how,
                listedBySink,
                listedBySource,
                toldGone,
                run);
    }
}
