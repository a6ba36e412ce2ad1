package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.VectorParams;

/**
 * How far the vector index of a collection is.
 *
 * @param info what the server tells
 */
record IndexState(CollectionInfo info) {

    /**
     * Whether no bulk load goes on, and the optimiser has nothing left to do. The server says so too for the moment
     * before the optimiser begins, so the vectors that are not indexed must be few enough to stay so.
     */
    boolean complete() {
        return Metadata.of(info).bulkLoad().isEmpty()
                && info.getStatus() == CollectionStatus.Green
                && unindexedBytes() <= allowedBytes();
    }

    /** By the first vector only, since that is the one that is searched. */
    private double unindexedBytes() {
        long dimension = info.getConfig().getParams().getVectorsConfig().getParamsMap().getMapMap().values().stream()
                .mapToLong(VectorParams::getSize)
                .max()
                .orElse(0);
        return (double) Math.max(0, info.getPointsCount() - info.getIndexedVectorsCount()) * dimension * Float.BYTES;
    }

    /** A segment below the threshold is searched in full. */
    private double allowedBytes() {
        var optimizer = info.getConfig().getOptimizerConfig();
        double kilobytes =
                optimizer.hasIndexingThreshold() ? optimizer.getIndexingThreshold() : BulkLoad.DEFAULT_THRESHOLD;
        return Math.max(1, info.getSegmentsCount()) * kilobytes * 1024;
    }
}
