package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;

/**
 * How far the vector index of a collection is.
 *
 * @param info what the server tells
 */
record IndexState(CollectionInfo info) {

    /** Whether no bulk load goes on, and the optimiser has nothing left to do. */
    boolean complete() {
        return Metadata.of(info).bulkLoad().isEmpty() && info.getStatus() == CollectionStatus.Green;
    }
}
