package io.syncline.core.cluster;

import java.util.concurrent.CompletionStage;

/**
 * Carries messages of a worker to its coordinator. Thread-safe. A message may be lost, late, out of order or come twice: that costs
 * time and nothing else.
 */
@FunctionalInterface
public interface CoordinatorClient {

    /**
     * Sends a request.
     *
     * @param request what to ask
     * @return the answer; completes exceptionally, at the latest after the time of a grant, if there is none
     */
    CompletionStage<CoordinatorAnswer> ask(WorkerRequest request);
}
