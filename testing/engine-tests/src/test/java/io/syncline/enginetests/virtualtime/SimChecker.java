package io.syncline.enginetests.virtualtime;

import io.syncline.api.CleanupReport;
import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.core.internal.lease.LeaseManager;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.PortCall;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the guarantees of a sync at each change of a history. The first violation ends the history. */
final class SimChecker {

    /** A guarantee was violated. */
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;

        Violation(String message) {
            super(message);
        }
    }

    private static final Set<PortMethod> SINK_WRITES = EnumSet.of(
            PortMethod.SINK_UPSERT,
            PortMethod.SINK_TRIM,
            PortMethod.SINK_DELETE,
            PortMethod.SINK_QUARANTINE,
            PortMethod.SINK_LIFT);

    private final SimWorld world;
    private final SimExpectations expectations;
    /** When the sink's content of a record was written, in virtual nanoseconds. */
    private final Map<RecordId, Long> unchangedSince = new HashMap<>();

    private @Nullable Violation violation;

    SimChecker(SimWorld world) {
        this.world = world;
        this.expectations = new SimExpectations(world);
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not among the libraries of this module
    void require(boolean holds, String format, Object... arguments) {
        if (!holds && violation == null) {
            violation =
                    new Violation(String.format(Locale.ROOT, format, arguments) + " [at " + world.users.now() + "]");
        }
        if (violation != null) {
            throw violation;
        }
    }

    /** One writer: a run that starts a write holds the lease. Nothing is embedded twice. */
    void sending(SimRun run, PortCall call) {
        if (SINK_WRITES.contains(call.method())) {
            ModelState state = world.metadata.read(SimUsers.MODEL).state();
            long epoch = call.argument(1, Long.class);
            Optional<Lease> lease = state.lease();
            require(
                    state.epoch() == epoch
                            && lease.isPresent()
                            && LeaseManager.isValid(lease.get(), world.time.instant()),
                    "%s is sent under epoch %d without a valid lease; the lease is %s of epoch %d (%s)",
                    call,
                    epoch,
                    lease,
                    state.epoch(),
                    run);
        } else if (call.method() == PortMethod.EMBEDDER_EMBED) {
            run.countEmbedded(1);
            ((List<?>) call.arguments().get(0)).forEach(text -> embedding(run, text.toString()));
        }
    }

    private void embedding(SimRun run, String text) {
        SimExpectations.record(text).ifPresent(id -> {
            RecordStamp stamp = expectations.stamp(id);
            long since = unchangedSince.getOrDefault(id, Long.MAX_VALUE);
            require(
                    stamp == null || since >= run.startNanos || !expectations.isMadeOf(stamp, text, run.deployment),
                    "Record %s is embedded although the sink held it already before the run: %s (%s)",
                    id,
                    text,
                    run);
        });
    }

    /** No stale write; no existing record is deleted or hidden, and none is deleted within its grace time. */
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
            }
            if (old != null && now != null) {
                require(
                        old.sourceVersion() <= now.sourceVersion(),
                        "Version %d of record %s is replaced by the older %d (%s)",
                        old.sourceVersion(),
                        id,
                        now.sourceVersion(),
                        run);
            }
            if (now != null && !now.equals(old)) {
                unchangedSince.put(id, world.time.nanos());
            }
        }
    }

    private void deleted(SimRun run, RecordId id, RecordStamp old) {
        unchangedSince.remove(id);
        disposed(run, id, "deleted");
        old.quarantine()
                .ifPresent(quarantine -> require(
                        quarantine.isOver(world.time.instant()),
                        "Record %s is deleted within its grace time: %s (%s)",
                        id,
                        quarantine,
                        run));
        require(
                old.quarantine().isPresent() || run.task != SimRun.Task.QUARANTINE,
                "Record %s is deleted without a grace time (%s)",
                id,
                run);
    }

    private void disposed(SimRun run, RecordId id, String how) {
        SimUsers.Row row = world.users.rows().get(id.value());
        boolean live =
                row != null && world.users.inScope(row) && row.presentSince().isBefore(run.sourceStart);
        require(!live, "Record %s is %s although the source has had it since %s (%s)", id, how, row, run);
        Long listedBySink = run.sinkListed.get(id.value());
        Long listedBySource = run.sourceListed.get(id.value());
        Long toldGone = run.toldGone.get(id.value());
        require(
                listedBySink != null
                        && listedBySource != null
                        && toldGone != null
                        && listedBySink < listedBySource
                        && listedBySource < toldGone,
                "Record %s is %s, listed by the sink in step %s, missing in the source's listing in %s, reported as deleted in %s (%s)",
                id,
                how,
                listedBySink,
                listedBySource,
                toldGone,
                run);
    }

    /** A checkpoint passes only records that are stored or recorded as failed; a watermark is correct. */
    void saved(SimRun run, ModelState before, ModelState after) {
        require(before.epoch() <= after.epoch(), "The epoch falls from %d to %d", before.epoch(), after.epoch());
        after.checkpoint()
                .filter(point -> !before.checkpoint().equals(Optional.of(point)))
                .ifPresent(point -> reached(run, point));
        after.watermark()
                .filter(mark -> !before.watermark().equals(Optional.of(mark)))
                .ifPresent(mark -> completed(run, mark));
    }

    private void reached(SimRun run, Checkpoint point) {
        Set<RecordId> failed = expectations.failed();
        Map<RecordId, Long> stored = expectations.orders();
        run.takeDelivered(point.cursor()).forEach((id, text) -> {
            RecordId record = RecordId.of(id);
            // A record that has left the scope since may have been delivered by a call whose answer was lost.
            require(
                    !isThere(record)
                            || failed.contains(record)
                            || stored.getOrDefault(record, -1L) >= expectations.order(text),
                    "The checkpoint passes %d over record %d, read as \"%s\", which is neither stored nor failed (%s)",
                    point.cursor(),
                    id,
                    text,
                    run);
        });
    }

    private boolean isThere(RecordId id) {
        SimUsers.Row row = world.users.rows().get(id.value());
        return row != null && world.users.inScope(row);
    }

    private void completed(SimRun run, Instant mark) {
        Set<RecordId> failed = expectations.failed();
        world.users.rows().forEach((id, row) -> {
            RecordId record = RecordId.of(id);
            if (row.changedAt().isBefore(mark) && world.users.inScope(row) && !failed.contains(record)) {
                require(
                        expectations.isCurrent(record, row.text(), run.deployment),
                        "The watermark moves to %s although record %d, changed %s to \"%s\", is neither current nor failed:"
                                + " %s (%s)",
                        mark,
                        id,
                        row.changedAt(),
                        row.text(),
                        expectations.stamp(record),
                        run);
            }
        });
    }

    /** A run without faults completes. */
    void completed(SimRun run) {
        require(
                run.outcome() == RunOutcome.COMPLETED || run.outcome() == RunOutcome.COMPLETED_WITH_FAILURES,
                "An undisturbed run ends with %s: %s (%s)",
                run.outcome(),
                run.errors(),
                run);
    }

    /** Reports add up. */
    void ended(SimRun run, SyncReport report) {
        run.end(report.outcome(), report.errors());
        run.resumed(report.resumed());
        require(
                report.recordsEmbedded() == 0 || run.embedded() > 0,
                "%d records count as embedded without an embedding (%s)",
                report.recordsEmbedded(),
                run);
        if (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
            require(report.recordsProcessed() == 0, "A refused run processed records (%s)", run);
        }
    }

    void ended(SimRun run, CleanupReport report) {
        run.end(report.outcome(), report.errors());
        require(
                report.recordsDeleted() <= report.recordsStale(),
                "More records are deleted than stale: %s (%s)",
                report,
                run);
    }

    void ended(SimRun run, VerifyReport report) {
        run.end(report.outcome(), report.errors());
        require(
                run.task == SimRun.Task.REPAIR || report.recordsRepaired() == 0,
                "A comparison changes records: %s (%s)",
                report,
                run);
        run.end(report.outcome(), List.of(report.examples().toString()));
        run.differing(report.recordsDiffering() - report.differences().getOrDefault(Difference.Kind.FAILED, 0L));
    }

    boolean isAnythingHidden() {
        return expectations.stored().stream()
                .anyMatch(id -> !expectations.quarantine(id).isEmpty());
    }

    /**
     * In the end everything is in sync: current, or recorded as failed; after a cleanup nothing else is stored but
     * records in quarantine, and no record that exists in the source is hidden.
     */
    void inSync(SimRun run, boolean cleanedUp) {
        Set<RecordId> failed = expectations.failed();
        Set<RecordId> extra = new HashSet<>(expectations.stored());
        world.users.rows().forEach((id, row) -> {
            RecordId record = RecordId.of(id);
            if (world.users.inScope(row)) {
                extra.remove(record);
                inSync(run, record, row, failed.contains(record));
                require(
                        !cleanedUp || expectations.quarantine(record).isEmpty(),
                        "Record %s is hidden after a cleanup although the source has it: %s (%s)",
                        record,
                        expectations.stamp(record),
                        run);
            }
        });
        Instant now = world.time.instant();
        extra.removeIf(id -> expectations
                .quarantine(id)
                .filter(quarantine -> !quarantine.isOver(now))
                .isPresent());
        require(!cleanedUp || extra.isEmpty(), "Records %s are left after a cleanup (%s)", extra, run);
    }

    private void inSync(SimRun run, RecordId id, SimUsers.Row row, boolean failed) {
        boolean poisoned = world.users.isWithheld(id.value()) || expectations.isPoisoned(row.text());
        boolean current = expectations.isCurrent(id, row.text(), run.deployment);
        require(
                poisoned ? failed || current : current && !failed,
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

    /** How many readable records are not current because their content is rejected. */
    long poisoned() {
        return world.users.rows().entrySet().stream()
                .filter(row -> world.users.inScope(row.getValue()) && !world.users.isWithheld(row.getKey()))
                .filter(row -> !expectations.isCurrent(
                        RecordId.of(row.getKey()), row.getValue().text(), world.deployment()))
                .count();
    }

    /** No record has more chunks than it should. */
    void exact(SimRun run) {
        expectations.stored().forEach(id -> {
            RecordStamp stamp = expectations.stamp(id);
            require(
                    stamp != null && stamp.storedChunks() == stamp.chunkCount(),
                    "Record %s has surplus chunks in the end: %s (%s)",
                    id,
                    stamp,
                    run);
        });
    }
}
