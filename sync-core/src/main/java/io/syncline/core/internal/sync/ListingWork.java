package io.syncline.core.internal.sync;

import io.syncline.core.internal.lease.Coordinator;
import io.syncline.core.internal.pipeline.PipelineListener;
import io.syncline.core.internal.pipeline.RangeRunner;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Brings the records of a sync's listing into the sink: in this process, or by workers elsewhere. Confined to the loop. */
public interface ListingWork {

    /** In this process, as one range without an end. */
    ListingWork LOCAL = listing -> new RangeRunner(
                    listing.run(), listing.plan(), listing.coordinator().fence(), listing.coordinator())
            .run(listing.scope(), listing.range(), listing.limit(), listing.listener());

    /**
     * Works from the checkpoint to the end of the listing.
     *
     * @return completes when all records are acknowledged, or when the run is stopped and nobody writes any more
     */
    CompletableFuture<Void> run(Listing listing);

    /**
     * The records to bring into the sink.
     *
     * @param run whose ports
     * @param plan how the model is made into documents
     * @param scope which records
     * @param from where to begin
     * @param limit the most records
     * @param coordinator holds the lease
     * @param done counts the records that are processed
     * @param listener receives what becomes of the records
     */
    record Listing(
            RunContext run,
            SyncPlan plan,
            RecordScope scope,
            Checkpoint from,
            long limit,
            Coordinator coordinator,
            LongSupplier done,
            PipelineListener listener) {

        IdRange range() {
            return IdRange.after(from.cursor());
        }
    }
}
