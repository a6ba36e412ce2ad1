package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.feed.ListingFeed;
import io.syncline.core.internal.feed.PageFeed;
import io.syncline.core.internal.feed.ReadablePages;
import io.syncline.core.internal.run.Fence;
import io.syncline.core.internal.run.FencedSink;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Brings a range of keys into the sink. It depends on the ports of its run, the plan, the range and the fence with its
 * epoch, and on nothing else: it holds no lease, saves no checkpoint and records no failures. So ranges can be run side
 * by side on any host; a sync in one process runs one that has no end. Whatever only the lease holder may do goes to
 * the coordinator, as a call of {@link PointMaintenance} or as a notice to the {@link PipelineListener}.
 *
 * <p>The runner may be restarted under the same epoch: each of its writes can be repeated, and what was stored before is
 * found unchanged. Confined to the loop.
 */
public final class RangeRunner {

    private final RunContext run;
    private final SyncPlan plan;
    private final FencedSink sink;
    private final PointMaintenance maintenance;

    public RangeRunner(RunContext run, SyncPlan plan, Fence fence, PointMaintenance maintenance) {
        this.run = run;
        this.plan = plan;
        this.sink = new FencedSink(run.ports().sink(), run.key(), fence);
        this.maintenance = maintenance;
    }

    /**
     * Runs over a range of keys.
     *
     * @param scope which records of the range
     * @param limit the most records to read
     * @return completes when all pages are acknowledged, or when the run is stopped and no call is in flight
     */
    public CompletableFuture<Void> run(RecordScope scope, IdRange range, long limit, PipelineListener listener) {
        return run(new ReadablePages(run, plan, new ListingFeed(run, scope, range, limit)), listener);
    }

    /** Runs over the pages of a feed, in the same way. */
    public CompletableFuture<Void> run(PageFeed feed, PipelineListener listener) {
        return new Pipeline(this, feed, listener).start();
    }

    RunContext context() {
        return run;
    }

    SyncPlan plan() {
        return plan;
    }

    /** Writes something that is none of the records, which shows whether the sink takes writes at all. Blocks; thread-safe. */
    void control() {
        sink.control();
    }

    /** Stores a batch of records: new chunks first, then surplus ones are deleted. Blocks; thread-safe. */
    void store(List<RecordProgress> batch) {
        BatchChanges.of(batch, plan).make(sink, maintenance);
    }

    /** What a batch of finished records changes in the sink, by kind of change. */
    private static final class BatchChanges {

        private final List<EmbeddedDocument> documents = new ArrayList<>();
        private final Map<RecordId, Integer> chunkCounts = new LinkedHashMap<>();
        private final List<RecordId> lifts = new ArrayList<>();
        private final List<RecordId> emptied = new ArrayList<>();

        private BatchChanges() {}

        static BatchChanges of(List<RecordProgress> batch, SyncPlan plan) {
            BatchChanges changes = new BatchChanges();
            batch.forEach(record -> changes.add(record, plan));
            return changes;
        }

        private void add(RecordProgress record, SyncPlan plan) {
            if (record.isEmpty()) {
                emptied.add(record.id());
            } else if (record.isEmbedded()) {
                documents.add(record.embeddedDocument(plan));
            } else if (record.needsLift()) {
                lifts.add(record.id());
            }
            if (record.hasSurplus()) {
                chunkCounts.put(record.id(), record.chunkCount());
            }
        }

        /** Makes the changes: new chunks are stored before surplus ones are deleted. Blocks. */
        void make(FencedSink sink, PointMaintenance maintenance) {
            if (!documents.isEmpty()) {
                sink.upsert(documents);
            }
            if (!chunkCounts.isEmpty()) {
                maintenance.trim(chunkCounts);
            }
            if (!emptied.isEmpty()) {
                maintenance.delete(emptied);
            }
            if (!lifts.isEmpty()) {
                maintenance.lift(lifts);
            }
        }
    }
}
