package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.VectorParams;

/**
 * The state of the vector index of a collection.
 *
 * @param info the server's description of the collection
 */
record IndexState(CollectionInfo info) {

    /**
     * Whether no bulk load is active and the optimiser has finished. The server reports the same status shortly before
     * the optimiser starts, so the number of unindexed vectors must also be below the indexing threshold.
     */
    boolean complete() {
        return CollectionMetadata.of(info).bulkLoad().isEmpty()
                && info.getStatus() == CollectionStatus.Green
                && unindexedBytes() <= allowedBytes();
    }

    /** By the largest vector only. */
    private double unindexedBytes() {
        long dimension = info.getConfig().getParams().getVectorsConfig().getParamsMap().getMapMap().values().stream()
                .mapToLong(VectorParams::getSize)
                .max()
                .orElse(0);
        return (double) Math.max(0, info.getPointsCount() - info.getIndexedVectorsCount()) * dimension * Float.BYTES;
    }

    /** Segments below the threshold are never indexed. */
    private double allowedBytes() {
        var optimizer = info.getConfig().getOptimizerConfig();
        double kilobytes =
                optimizer.hasIndexingThreshold() ? optimizer.getIndexingThreshold() : BulkLoad.DEFAULT_THRESHOLD;
        return Math.max(1, info.getSegmentsCount()) * kilobytes * 1024;
    }
}
