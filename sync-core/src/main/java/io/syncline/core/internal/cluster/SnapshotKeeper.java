package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.internal.sync.ListingWork;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a successor may rely on. The failures among the records that are done are saved before: a successor does not read
 * these records again, so nobody else would remember them. Confined to the loop, but for {@link #saved()}.
 */
final class SnapshotKeeper {

    private final ListingWork.Listing work;
    private final RangeQueue queue;
    private final RangePlanner planner;
    private volatile @Nullable ClusterSnapshot saved;
    private boolean saving;

    SnapshotKeeper(ListingWork.Listing work, RangeQueue queue, RangePlanner planner) {
        this.work = work;
        this.queue = queue;
        this.planner = planner;
    }

    Optional<ClusterSnapshot> saved() {
        return Optional.ofNullable(saved);
    }

    /** Saves at each checkpoint interval until the listing ends. */
    void start(CompletableFuture<Void> end) {
        work.run().loop().schedule(work.run().settings().checkpointInterval(), () -> {
            if (!end.isDone()) {
                start(end);
                save();
            }
        });
    }

    private void save() {
        ClusterSnapshot reached = snapshot(0);
        ClusterSnapshot last = saved;
        boolean moved = last == null
                || !last.open().equals(reached.open())
                || !last.frontier().equals(reached.frontier());
        if (saving || !moved) {
            return;
        }
        saving = true;
        // a save that fails ends the run by its heartbeat
        work.coordinator()
                .save(UnaryOperator.identity(), work.done().getAsLong())
                .whenComplete((done, thrown) -> {
                    saving = false;
                    if (thrown == null) {
                        saved = new ClusterSnapshot(
                                reached.sourceStart(),
                                reached.fingerprint(),
                                work.coordinator().state().sinkMark(),
                                reached.open(),
                                reached.frontier());
                    }
                });
    }

    private ClusterSnapshot snapshot(long sinkMark) {
        return new ClusterSnapshot(
                work.from().sourceStart(), work.from().fingerprint(), sinkMark, queue.open(), planner.frontier());
    }
}
