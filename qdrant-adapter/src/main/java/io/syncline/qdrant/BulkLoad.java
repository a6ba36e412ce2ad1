package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Defers building the vector index while a first sync fills an empty collection. The collection's metadata records that
 * indexing is off, so that the next run without bulk load enables it, also after a crash.
 */
final class BulkLoad {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLoad.class);

    /** The server's default, in kilobytes of vectors. */
    static final long DEFAULT_THRESHOLD = 10_000;

    private final CollectionAdmin admin;
    private final String collection;

    BulkLoad(CollectionAdmin admin, String collection) {
        this.admin = admin;
        this.collection = collection;
    }

    /** Defers indexing if that is wanted and the collection is empty; ends an earlier bulk load if it is not wanted. */
    void begin(CollectionInfo info, boolean wanted) {
        Optional<Long> deferred = CollectionMetadata.of(info).bulkLoad();
        if (!wanted) {
            deferred.ifPresent(this::resume);
        } else if (deferred.isPresent()) {
            admin.deferIndexing(collection, deferred.get());
        } else if (info.getPointsCount() > 0) {
            LOG.debug("Collection {} is not empty: its index is built while points are written", collection);
        } else {
            var optimizer = info.getConfig().getOptimizerConfig();
            admin.deferIndexing(
                    collection,
                    optimizer.hasIndexingThreshold() && optimizer.getIndexingThreshold() > 0
                            ? optimizer.getIndexingThreshold()
                            : DEFAULT_THRESHOLD);
        }
    }

    /** Enables indexing if it was deferred. */
    void end() {
        CollectionMetadata.of(admin.info(collection)).bulkLoad().ifPresent(this::resume);
    }

    private void resume(long threshold) {
        admin.resumeIndexing(collection, threshold);
        LOG.info("Bulk load of collection {} completed: the server builds the index", collection);
    }
}
