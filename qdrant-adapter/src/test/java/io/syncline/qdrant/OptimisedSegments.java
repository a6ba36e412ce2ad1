package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionStatus;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.OptimizersConfigDiff;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Gets points into a segment that the optimiser has built, where upserts merge instead of replacing. */
final class OptimisedSegments {

    private static final long WAIT_SECONDS = 60;

    private OptimisedSegments() {}

    static void make(QdrantServer server, String collection, Runnable load) {
        make(server, collection, load, 0);
    }

    /**
     * Runs a load and waits until its points are in optimised segments.
     *
     * @param withoutVector the number of points that have no vector, and so are in no index
     */
    static void make(QdrantServer server, String collection, Runnable load, long withoutVector) {
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(collection)
                        .setOptimizersConfig(OptimizersConfigDiff.newBuilder().setIndexingThreshold(10))
                        .build());
        load.run();
        await(server, collection, info -> info.getIndexedVectorsCount() >= info.getPointsCount() - withoutVector);
    }

    /** Waits until the index holds all points. */
    static void awaitIndex(QdrantServer server, String collection) {
        await(server, collection, info -> info.getIndexedVectorsCount() >= info.getPointsCount());
    }

    /** Waits until the optimiser is idle. */
    static void awaitGreen(QdrantServer server, String collection) {
        await(server, collection, info -> true);
    }

    private static void await(QdrantServer server, String collection, Predicate<CollectionInfo> condition) {
        GetCollectionInfoRequest request = GetCollectionInfoRequest.newBuilder()
                .setCollectionName(collection)
                .build();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            CollectionInfo info = server.collections().get(request).getResult();
            if (info.getStatus() == CollectionStatus.Green && condition.test(info)) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        throw new AssertionError("No index was built in " + WAIT_SECONDS + " s");
    }
}
