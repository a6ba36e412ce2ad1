package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks what the runs of a route claim in its state. */
final class StateChecks {

    private final SimWorld world;
    private final SimRoute route;
    private final SimExpectations expectations;
    private final LateWrites late;

    StateChecks(SimWorld world, SimRoute route, LateWrites late) {
        this.world = world;
        this.route = route;
        this.expectations = route.expectations;
        this.late = late;
    }

    /**
     * A checkpoint passes only records that are stored or recorded as failed; a watermark is correct. A sink that has lost what
     * the state relies on can be told by its identity or its mark.
     */
    void saved(SimRun run, ModelState before, ModelState after) {
        world.checker.require(
                before.epoch() <= after.epoch(), "The epoch falls from %d to %d", before.epoch(), after.epoch());
        if (!run.key.equals(route.key()) || isLossNoticeable(run, after)) {
            return;
        }
        after.checkpoint()
                .filter(point -> !before.checkpoint().equals(Optional.of(point)))
                .ifPresent(point -> reached(run, point));
        after.watermark()
                .filter(mark -> !before.watermark().equals(Optional.of(mark)))
                .ifPresent(mark -> completed(run, mark));
    }

    private boolean isLossNoticeable(SimRun run, ModelState state) {
        return !run.stateKey().equals(route.stateKey()) || world.plant.mark(route) < state.sinkMark();
    }

    private void reached(SimRun run, Checkpoint point) {
        Set<RecordId> failed = expectations.failed();
        Map<RecordId, Long> stored = expectations.orders();
        run.takeDelivered(point.cursor()).forEach((record, delivery) -> {
            String text = delivery.text();
            // A record that has left the scope since, perhaps to come back, may have been delivered by a call whose
            // answer was
            // lost. What comes back is a change that the next run reads.
            world.checker.require(
                    !isThereSince(record, delivery.nanos())
                            || failed.contains(record)
                            || late.excuses(run, record)
                            || stored.getOrDefault(record, -1L) >= expectations.order(text),
                    "The checkpoint passes %s over record %s, read as \"%s\", which is neither stored nor failed (%s)",
                    point.cursor(),
                    record,
                    text,
                    run);
        });
    }

    private boolean isThereSince(RecordId id, long nanos) {
        SimUsers.Row row = route.users.rows().get(id);
        return row != null && route.users.inScope(row) && row.presentSince() <= nanos;
    }

    private void completed(SimRun run, Instant mark) {
        Set<RecordId> failed = expectations.failed();
        // what is stamped after this may have been committed after the run began
        Instant certain = mark.minus(route.users.dates().doubt());
        expectations
                .certainlyFailed()
                .forEach(record -> run.newest(record)
                        .ifPresent(text -> world.checker.require(
                                !expectations.isExact(record, text, run.deployment),
                                "Record %s is among the failed after a run that read and stored it: \"%s\" (%s)",
                                record,
                                text,
                                run)));
        route.users.rows().forEach((record, row) -> {
            if (row.changedAt().isBefore(certain) && route.users.inScope(row) && !failed.contains(record)) {
                world.checker.require(
                        expectations.isCurrent(record, row.text(), run.deployment) || late.excuses(run, record),
                        "The watermark moves to %s although record %s, changed %s to \"%s\", is neither current nor failed:"
                                + " %s (%s)",
                        mark,
                        record,
                        row.changedAt(),
                        row.text(),
                        expectations.stamp(record),
                        run);
            }
        });
    }
}
