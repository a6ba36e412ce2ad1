package io.syncline.enginetests.virtualtime;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.RecordStamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Checks a route in the end, when nothing disturbs it any more. */
final class EndChecks {

    private final SimWorld world;
    private final SimRoute route;
    private final SimExpectations expectations;

    EndChecks(SimWorld world, SimRoute route) {
        this.world = world;
        this.route = route;
        this.expectations = route.expectations;
    }

    /** The records in quarantine. */
    Set<RecordId> hidden() {
        Set<RecordId> hidden = expectations.stored();
        hidden.removeIf(id -> expectations.quarantine(id).isEmpty());
        return hidden;
    }

    /**
     * In the end everything is in sync: current, or recorded as failed; after a cleanup nothing else is stored but
     * records in quarantine, and no record that exists in the source is hidden.
     */
    void inSync(SimRun run, boolean cleanedUp) {
        Set<RecordId> failed = expectations.failed();
        Set<RecordId> extra = new HashSet<>(expectations.stored());
        route.users.rows().forEach((record, row) -> {
            if (route.users.inScope(row)) {
                extra.remove(record);
                inSync(run, record, row, failed.contains(record));
                world.checker.require(
                        !cleanedUp || expectations.quarantine(record).isEmpty(),
                        "Record %s is hidden after a cleanup although the source has it: %s (%s)",
                        record,
                        expectations.stamp(record),
                        run);
            }
        });
        Set<RecordId> gone = new HashSet<>(failed);
        gone.removeIf(id -> route.users.rows().containsKey(id));
        world.checker.require(
                !cleanedUp || gone.isEmpty(),
                "Deleted records %s are among the failed after a cleanup (%s)",
                gone,
                run);
        Instant now = route.store.clock.instant();
        extra.removeIf(id -> expectations
                .quarantine(id)
                .filter(quarantine -> !quarantine.isOver(now))
                .isPresent());
        world.checker.require(!cleanedUp || extra.isEmpty(), "Records %s are left after a cleanup (%s)", extra, run);
    }

    private void inSync(SimRun run, RecordId id, SimUsers.Row row, boolean failed) {
        boolean late = route.checks.late().excuses(run, id);
        boolean unsealed = route.users.isUnsealed(id);
        boolean unreadable = route.users.isWithheld(id) || expectations.isPoisoned(row.text());
        boolean poisoned = unreadable || unsealed;
        world.checker.require(
                late || unreadable || !unsealed || expectations.stamp(id) != null,
                "Record %s, of which a field cannot be read, is not stored at all (%s)",
                id,
                run);
        boolean current = expectations.isCurrent(id, row.text(), run.deployment);
        world.checker.require(
                late || (poisoned ? failed || current : current && !failed),
                "Record %s \"%s\", changed %s%s, is %scurrent and %srecorded as failed in the end: %s (%s)",
                id,
                row.text(),
                row.changedAt(),
                poisoned ? " and poisoned" : "",
                current ? "" : "not ",
                failed ? "" : "not ",
                expectations.stamp(id),
                run);
    }

    /** How many records that can be read whole, and stored, are outdated because of late writes. */
    long outdatedByLateWrites() {
        return route.checks.late().records().stream()
                .filter(id -> route.users.rows().containsKey(id)
                        && !route.users.isWithheld(id)
                        && !route.users.isUnsealed(id))
                .filter(id -> {
                    SimUsers.Row row = route.users.rows().get(id);
                    return route.users.inScope(row)
                            && !expectations.isPoisoned(row.text())
                            && !expectations.isCurrent(id, row.text(), world.deployment());
                })
                .count();
    }

    /** How many records are not current because their content is rejected, or cannot be read, which their stamps show. */
    long poisoned() {
        return route.users.rows().entrySet().stream()
                .filter(row -> route.users.inScope(row.getValue()) && !looksCurrent(row.getKey()))
                // where a field cannot be read, nobody knows whether it has changed with the version
                .filter(row -> route.users.isUnsealed(row.getKey())
                        || !expectations.isCurrent(row.getKey(), row.getValue().text(), world.deployment()))
                .count();
    }

    /** Whether a record cannot be read, and its stamp shows nothing that differs. */
    private boolean looksCurrent(RecordId id) {
        RecordStamp stamp = expectations.stamp(id);
        return route.users.isWithheld(id) && (stamp == null || expectations.isMadeBy(stamp, world.deployment()));
    }

    /**
     * No record has more chunks than it should, but for those that nobody could compare: they failed, or they are gone and hidden
     * until they are deleted with all chunks.
     */
    void exact(SimRun run) {
        Set<RecordId> failed = expectations.failed();
        expectations.stored().forEach(id -> {
            RecordStamp stamp = expectations.stamp(id);
            world.checker.require(
                    stamp != null && (SimExpectations.isExact(stamp) || failed.contains(id) || isGone(id, stamp)),
                    "Record %s has surplus chunks in the end: %s (%s)",
                    id,
                    stamp,
                    run);
        });
    }

    private boolean isGone(RecordId id, RecordStamp stamp) {
        return stamp.quarantine().isPresent() && !route.users.rows().containsKey(id);
    }
}
