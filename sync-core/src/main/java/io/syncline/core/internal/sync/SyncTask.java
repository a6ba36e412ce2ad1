package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.core.internal.feed.FailedRecordFeed;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;

/**
 * What a sync has to do.
 *
 * @param request what was asked for
 * @param plan how the model is made into documents
 * @param start where to begin
 */
record SyncTask(SyncRequest request, SyncPlan plan, RunStart start) {

    /** The records to list. */
    RecordScope scope() {
        return plan.scope(start.checkpoint().changedSince());
    }

    /** The most records to read. */
    long limit() {
        return request.testLimit().orElse(Long.MAX_VALUE);
    }

    /** Which failed records to attempt, in a run that began at a time of the metadata store. */
    FailedRecordFeed.Attempts attempts(Instant now) {
        return new FailedRecordFeed.Attempts(now, request.retryFailed());
    }

    /** Whether only some of the records are read, so that the run moves no watermark. */
    boolean isLimited() {
        return request.testLimit().isPresent();
    }
}
