package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves the vector index for later while a first sync fills an empty collection. That indexing is off is written down
 * with the collection, so that whoever prepares it next without bulk load turns it on again, also after a crash.
 */
final class BulkLoad {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLoad.class);

    /** The server's own default, in kilobytes of vectors. */
    static final long DEFAULT_THRESHOLD = 10_000;

    private final CollectionAdmin admin;
    private final String collection;

    BulkLoad(CollectionAdmin admin, String collection) {
        this.admin = admin;
        this.collection = collection;
    }

    /** Defers indexing if that is wanted and makes sense, or ends what an earlier run left behind. */
    void begin(CollectionInfo info, boolean wanted) {
        Optional<Long> deferred = Metadata.of(info).bulkLoad();
        if (!wanted) {
            deferred.ifPresent(this::resume);
        } else if (deferred.isPresent()) {
            admin.deferIndexing(collection, deferred.get());
        } else if (info.getPointsCount() > 0) {
            LOG.info("Collection {} is not empty, so its index is built as points arrive", collection);
        } else {
            var optimizer = info.getConfig().getOptimizerConfig();
            admin.deferIndexing(
                    collection,
                    optimizer.hasIndexingThreshold() && optimizer.getIndexingThreshold() > 0
                            ? optimizer.getIndexingThreshold()
                            : DEFAULT_THRESHOLD);
        }
    }

    /** Turns indexing on if it was deferred. */
    void end() {
        Metadata.of(admin.info(collection)).bulkLoad().ifPresent(this::resume);
    }

    private void resume(long threshold) {
        admin.resumeIndexing(collection, threshold);
        LOG.info("The bulk load of collection {} is over; its index is built now", collection);
    }
}
