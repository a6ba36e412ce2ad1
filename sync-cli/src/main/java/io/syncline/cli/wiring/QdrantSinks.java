package io.syncline.cli.wiring;

import io.syncline.cli.config.SinkConfig;
import io.syncline.core.port.VectorSink;
import io.syncline.qdrant.QdrantSinkBuilder;
import io.syncline.qdrant.QdrantVectorSink;

final class QdrantSinks {

    private QdrantSinks() {}

    static VectorSink open(SinkConfig.Qdrant config) {
        QdrantSinkBuilder builder = QdrantVectorSink.builder()
                .host(config.host())
                .port(config.port())
                .tls(config.tls())
                .collection(config.collection());
        config.apiKey().ifPresent(key -> builder.apiKey(key.reveal()));
        return builder.build();
    }
}
