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
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    private long deleted;

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

    /** The records deleted so far. */
    long deleted() {
        return deleted;
    }

    /**
     * Reads what was touched.
     *
     * @param save saves how far the run is
     * @return completes when all is stored and saved, or when the run is stopped
     */
    CompletableFuture<Void> start(Supplier<CompletableFuture<Void>> save) {
        return coordinator
                .store()
                .touches()
                .map(document -> run.retrier()
                        .call(Work.STATE, "Listing touched records of " + run.key(), document::read)
                        .thenCompose(touched ->
                                touched.isEmpty() || run.cancellation().isStopped()
                                        ? CompletableFuture.<Void>completedFuture(null)
                                        : read(document, touched, save)))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> read(
            TouchDocument document, TouchedRecords touched, Supplier<CompletableFuture<Void>> save) {
        if (touched.isOverflowing()) {
            warnings.accept("More than " + TouchedRecords.MOST + " records of " + run.model()
                    + " were touched since the last sync, so they were not kept. Changes are found by their change"
                    + " times, deletions by the next cleanup");
        }
        return store(touched)
                .thenCompose(stored -> run.cancellation().isStopped()
                        ? CompletableFuture.<Void>completedFuture(null)
                        : save.get()
                                .thenCompose(saved -> run.retrier()
                                        .call(Work.STATE, "Forgetting touched records of " + run.key(), () -> {
                                            document.settle(touched);
                                            return true;
                                        }))
                                .thenApply(done -> null));
    }

    private CompletableFuture<Void> store(TouchedRecords touched) {
        if (touched.ids().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        TouchedFeed feed = new TouchedFeed(run, plan.scope(), touched.ids());
        VanishedRecords vanished = new VanishedRecords(run, coordinator, warnings);
        return coordinator
                .relyOnSink()
                .thenCompose(relied -> new RangeRunner(run, plan, coordinator.fence(), coordinator)
                        .run(new ReadablePages(run, plan, feed), listener))
                .thenCompose(stored -> vanished.delete(feed.missing()))
                .thenAccept(count -> deleted += count);
    }
}
