package io.syncline.cli.wiring;

import io.syncline.cli.config.SinkConfig;
import io.syncline.core.port.VectorSink;
import io.syncline.qdrant.QdrantReindex;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.qdrant.QdrantVectorSinkBuilder;
import io.syncline.qdrant.Quantisation;

final class QdrantSinks {

    private QdrantSinks() {}

    static VectorSink open(SinkConfig.Qdrant config) {
        return builder(config).build();
    }

    static QdrantReindex reindex(SinkConfig.Qdrant config) {
        return builder(config).reindex();
    }

    private static QdrantVectorSinkBuilder builder(SinkConfig.Qdrant config) {
        SinkConfig.Shape shape = config.shape();
        QdrantVectorSinkBuilder builder = QdrantVectorSink.builder()
                .host(config.host())
                .port(config.port())
                .tls(config.tls())
                .collection(config.collection())
                .bulkLoad(shape.bulkLoad())
                .hybrid(shape.hybrid())
                .vectorsOnDisk(shape.vectorsOnDisk())
                .quantisation(
                        switch (shape.quantisation()) {
                            case NONE -> Quantisation.NONE;
                            case SCALAR -> Quantisation.SCALAR;
                            case BINARY -> Quantisation.BINARY;
                        });
        config.apiKey().ifPresent(key -> builder.apiKey(key.reveal()));
        return builder;
    }
}
