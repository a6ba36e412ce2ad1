package io.syncline.enginetests.virtualtime;

import io.syncline.api.CleanupReport;
import io.syncline.api.Difference;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.VerifyReport;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.PortCall;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the guarantees of all runs of a history, at each change. The first violation ends the history. */
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
            PortMethod.SINK_LIFT,
            PortMethod.CATALOG_RENAME,
            PortMethod.CATALOG_DROP);

    private final SimWorld world;
    private @Nullable Violation violation;

    SimChecker(SimWorld world) {
        this.world = world;
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is not among the libraries of this module
    void require(boolean holds, String format, Object... arguments) {
        if (!holds && violation == null) {
            violation =
                    new Violation(String.format(Locale.ROOT, format, arguments) + " [at " + world.time.instant() + "]");
        }
        if (violation != null) {
            throw violation;
        }
    }

    /** One writer: a run that starts a write holds the lease. Nothing is embedded twice. */
    void sending(SimRun run, PortCall call) {
        if (SINK_WRITES.contains(call.method())) {
            writing(run, call);
        } else if (call.method() == PortMethod.EMBEDDER_EMBED) {
            run.countEmbedded(1);
            ((List<?>) call.arguments().get(0)).forEach(text -> run.route.checks.embedding(run, text.toString()));
        }
    }

    private void writing(SimRun run, PortCall call) {
        SimStore store = run.route.store;
        Duration ttl = world.profile.leaseTtl;
        if (store.isDisturbedSince(run.startNanos - ttl.toNanos())) {
            return;
        }
        ModelState state = store.memory
                .read(run.stateKey(call.argument(0, ModelKey.class)))
                .state();
        long epoch = call.argument(call.method() == PortMethod.CATALOG_RENAME ? 2 : 1, Long.class);
        Optional<Lease> lease = state.lease();
        require(
                state.epoch() == epoch && lease.isPresent() && lease.get().isValidAt(store.clock.instant(), ttl),
                "%s is sent under epoch %d without a valid lease; the lease is %s of epoch %d (%s)",
                call,
                epoch,
                lease,
                state.epoch(),
                run);
    }

    /** A run without faults completes. A repair that is done may leave too many deletions to a cleanup without limits. */
    void completed(SimRun run) {
        boolean guarded = run.task == SimRun.Task.REPAIR && run.outcome() == RunOutcome.REFUSED_BY_GUARD;
        require(
                guarded || run.outcome() == RunOutcome.COMPLETED || run.outcome() == RunOutcome.COMPLETED_WITH_FAILURES,
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
        boolean duplicates = run.besideItself
                && run.key.equals(run.route.key())
                && !run.route.sink.wasStruckSince(run.startStep)
                && run.route.isRenaming()
                && !run.route.sink.collection.stamps(run.route.earlierKey()).isEmpty();
        require(
                !duplicates || run.embedded() == 0,
                "Records are embedded although the sink holds them under the name %s (%s)",
                run.route.earlierKey().source(),
                run);
        if (report.outcome() == RunOutcome.REFUSED_IN_PROGRESS) {
            require(report.recordsProcessed() == 0, "A refused run processed records (%s)", run);
        }
    }

    /** A rename is done when it says so, or finds nothing to rename. */
    void ended(SimRun run, @Nullable Throwable thrown) {
        SimRoute route = run.route;
        if (!run.key.equals(route.key()) || !route.isRenaming()) {
            run.end(RunOutcome.COMPLETED, List.of());
            return;
        }
        SyncException failure = thrown == null ? null : Failures.of(thrown, "Renaming");
        if (failure == null && route.sink.wasStruckSince(run.startStep)) {
            // an older copy may have been restored meanwhile, so that it has to be repeated
            run.end(RunOutcome.COMPLETED, List.of());
        } else if (failure == null || (failure instanceof SetupException && route.isNothingToRename())) {
            route.renamed();
            run.end(RunOutcome.COMPLETED, List.of());
        } else if (failure instanceof SetupException
                && !route.sink.collection.stamps(run.key).isEmpty()) {
            route.hopeless();
            run.end(RunOutcome.COMPLETED, List.of());
        } else {
            run.end(RunOutcome.FAILED, List.of(String.valueOf(failure.getMessage())));
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
}
