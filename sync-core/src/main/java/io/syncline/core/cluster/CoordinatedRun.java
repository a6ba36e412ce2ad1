package io.syncline.core.cluster;

import io.syncline.api.SyncRun;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sync whose listing is done by workers, on the side of its coordinator. Thread-safe. */
public interface CoordinatedRun extends SyncRun {

    /**
     * Answers a worker. Requests that {@linkplain WorkerRequest#blocks() block} are answered on the calling thread, which may
     * take as long as a write to the sink; all others return immediately.
     *
     * @param request from any worker, also one of an earlier coordinator or one that was given up
     * @return the answer; never completes exceptionally
     */
    CompletionStage<CoordinatorAnswer> receive(WorkerRequest request);

    /**
     * What a successor may rely on: saved at the last checkpoint.
     *
     * @return empty before the listing has begun
     */
    Optional<ClusterSnapshot> snapshot();
}
