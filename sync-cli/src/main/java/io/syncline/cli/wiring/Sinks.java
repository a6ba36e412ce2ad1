package io.syncline.cli.wiring;

import io.syncline.cli.config.SinkConfig;
import io.syncline.core.port.VectorSink;

final class Sinks {

    private Sinks() {}

    static VectorSink open(SinkConfig config) {
        return config instanceof SinkConfig.Qdrant qdrant
                ? QdrantSinks.open(qdrant)
                : SqliteFiles.of(((SinkConfig.Sqlite) config).path()).vectorSink();
    }
}
