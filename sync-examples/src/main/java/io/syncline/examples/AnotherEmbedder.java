package io.syncline.examples;

import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.qdrant.QdrantReindex;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.qdrant.ReindexReport;
import java.util.function.Consumer;

/** Fills a second collection with another embedder while the first one serves, and then switches. */
final class AnotherEmbedder {

    private AnotherEmbedder() {}

    static ReindexReport change(Embedder newEmbedder, SyncEngineBuilder parts, Consumer<SyncEngine> syncEveryModel) {
        // region reindex
        try (QdrantReindex reindex =
                QdrantVectorSink.builder().collection("records").bulkLoad(true).reindex()) {
            try (VectorSink building = reindex.begin(new SinkSchema(newEmbedder.fingerprint()));
                    SyncEngine engine =
                            parts.embedder(newEmbedder).sink(building).build()) {
                syncEveryModel.accept(engine); // in full
            }
            ReindexReport report = reindex.switchOver(); // checks first; report.switched() tells
            // reindex.rollback();   back to the old collection
            // reindex.dropIdle();   drops what does not serve, for good
            return report;
        }
        // endregion
    }
}
