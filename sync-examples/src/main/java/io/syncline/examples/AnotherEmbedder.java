package io.syncline.examples;

import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.qdrant.QdrantReindex;
import io.syncline.qdrant.QdrantVectorSink;
import java.util.function.Consumer;

/** Builds a collection with another embedder while the old one serves, and then switches. */
final class AnotherEmbedder {

    private AnotherEmbedder() {}

    static ReindexReport change(Embedder newEmbedder, SyncEngineBuilder parts, Consumer<SyncEngine> syncEveryModel) {
        // region reindex
        try (QdrantReindex reindex =
                QdrantVectorSink.builder().collection("records").bulkLoad(true).reindex()) {
            try (VectorSink building = reindex.begin(new SinkSchema(newEmbedder.fingerprint()));
                    SyncEngine engine =
                            parts.embedder(newEmbedder).sink(building).build()) {
                syncEveryModel.accept(engine); // full syncs
            }
            ReindexReport report = reindex.switchOver(); // checks first, see report.switched()
            // reindex.rollback();   returns to the old collection
            // reindex.dropIdle();   drops unused collections permanently
            return report;
        }
        // endregion
    }
}
