package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SyncException;
import java.util.List;

/** What the stages report to their pipeline. */
interface StageOutlet {

    /** All chunks of a record have vectors. */
    void embedded(RecordProgress record);

    /** Records are durable. */
    void stored(List<RecordProgress> records);

    void recordFailed(RecordProgress record, String reason);

    /** The run cannot continue. */
    void stageFailed(SyncException failure);

    /** Something may be started; called last when a call is over, however it ended. */
    void proceed();
}
