package io.syncline.core.internal.sync;

import io.syncline.core.internal.feed.ReadablePages;
import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.internal.touch.TouchedRecords;
import io.syncline.core.port.metadata.ModelState;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a sync does before its listing: reads the records that somebody says were changed or deleted, stores them like all
 * others, and deletes those that the source no longer has. No mark moves. A record is forgotten only after what became of it
 * was saved. Confined to the loop.
 */
final class TouchedReads {

    private final RunContext run;
    private final SyncPlan plan;
    private final Coordinator coordinator;
    private final PipelineListener listener;
    private final Consumer<String> warnings;
    private @Nullable VanishedRecords vanished;
    private long left;

    /**
     * The reads of a run.
     *
     * @param listener is told what becomes of the records
     * @param warnings takes what a person should know
     */
    TouchedReads(
            RunContext run,
            SyncPlan plan,
            Coordinator coordinator,
            PipelineListener listener,
            Consumer<String> warnings) {
        this.run = run;
        this.plan = plan;
        this.coordinator = coordinator;
        this.listener = listener;
        this.warnings = warnings;
    }

    /** Whether records may have been stored, hidden or deleted. */
    boolean haveWritten() {
        return vanished != null;
    }

    /** The records deleted so far. */
    long deleted() {
        return vanished == null ? 0 : vanished.deleted();
    }

    /** The records hidden so far. */
    long hidden() {
        return vanished == null ? 0 : vanished.hidden();
    }

    /** The records that a later run reads. */
    long left() {
        return left;
    }

    /**
     * Reads what was touched.
     *
     * @param save saves how far the run is, with a change of the state
     * @return completes when all is stored and saved, or when the run is stopped
     */
    CompletableFuture<Void> start(Function<UnaryOperator<ModelState>, CompletableFuture<Void>> save) {
        return coordinator
                .store()
                .touches()
                .map(document -> run.retrier()
                        .call(Work.STATE, "Listing touched records of " + run.key(), document::read)
                        .thenCompose(all -> {
                            left = all.ids().size();
                            TouchedRecords due = all.due(coordinator.lease().startedAt());
                            return due.isEmpty() || run.cancellation().isStopped()
                                    ? CompletableFuture.<Void>completedFuture(null)
                                    : read(document, due, save);
                        }))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> read(
            TouchDocument document,
            TouchedRecords touched,
            Function<UnaryOperator<ModelState>, CompletableFuture<Void>> save) {
        if (touched.isOverflowing()) {
            warnings.accept(
                    "Too many records of " + run.model() + " were touched since the last sync to keep them (more than "
                            + TouchedRecords.MOST + ", or with ids of more than " + TouchedRecords.MOST_CHARACTERS
                            + " characters), or their list was damaged. Changes are found by their change times, deletions by the next"
                            + " cleanup");
        }
        return store(touched, save)
                .thenCompose(stored -> run.cancellation().isStopped()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : save.apply(UnaryOperator.identity())
                                .thenCompose(saved -> run.retrier()
                                        .call(
                                                Work.STATE,
                                                "Forgetting touched records of " + run.key(),
                                                () -> document.settle(touched)))
                                .thenAccept(later -> left = later.ids().size()));
    }

    private CompletableFuture<Void> store(
            TouchedRecords touched, Function<UnaryOperator<ModelState>, CompletableFuture<Void>> save) {
        if (touched.ids().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        TouchedFeed feed = new TouchedFeed(run, plan.scope(), touched.ids());
        VanishedRecords removal = new VanishedRecords(run, coordinator, warnings, save);
        vanished = removal;
        return coordinator
                .relyOnSink()
                .thenCompose(relied -> new RangeRunner(run, plan, coordinator.fence(), coordinator)
                        .run(new ReadablePages(run, plan, feed), listener))
                .thenCompose(stored -> removal.remove(feed.missing()));
    }
}
