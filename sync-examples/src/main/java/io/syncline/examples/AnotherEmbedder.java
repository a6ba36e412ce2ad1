package io.syncline.examples;

import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.qdrant.QdrantReindex;
import io.syncline.qdrant.QdrantVectorSink;
import java.util.Set;
import java.util.function.Consumer;

/** Builds a collection with another embedder while the old one serves, and then switches. */
final class AnotherEmbedder {

    private AnotherEmbedder() {}

    static ReindexReport change(
            RecordSource source, Embedder newEmbedder, SyncEngineBuilder parts, Consumer<SyncEngine> syncEveryModel) {
        // region reindex
        try (QdrantReindex reindex =
                QdrantVectorSink.builder().collection("records").bulkLoad(true).reindex()) {
            SinkSchema schema = new SinkSchema(newEmbedder.fingerprint());
            try (VectorSink building = reindex.begin(schema, Set.of(source.name())); // refused beside other sources
                    SyncEngine engine = parts.source(source)
                            .embedder(newEmbedder)
                            .sink(building)
                            .build()) {
                syncEveryModel.accept(engine); // full syncs
            }
            ReindexReport report = reindex.switchOver(); // checks first, see report.switched()
            // reindex.rollback("records-g1");   returns to the old collection
            // reindex.dropIdle();               drops unused collections permanently
            return report;
        }
        // endregion
    }
}
