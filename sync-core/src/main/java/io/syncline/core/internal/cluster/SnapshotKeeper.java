package io.syncline.core.internal.cluster;

import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.internal.sync.ListingWork;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import java.util.List;
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
        List<IdRange> open = queue.open();
        Cursor frontier = planner.frontier();
        ClusterSnapshot last = saved;
        boolean same =
                last != null && last.open().equals(open) && last.frontier().equals(frontier);
        if (saving || same) {
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
                                work.from().sourceStart(),
                                work.from().fingerprint(),
                                work.coordinator().state().sinkMark(),
                                open,
                                frontier);
                    }
                });
    }
}
