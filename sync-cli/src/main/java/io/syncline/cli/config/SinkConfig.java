package io.syncline.cli.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where vectors go. */
public sealed interface SinkConfig {

    /**
     * A local file.
     *
     * @param path the file
     */
    record Sqlite(Path path) implements SinkConfig {}

    /**
     * A Qdrant collection.
     *
     * @param host the server
     * @param port its gRPC port
     * @param tls whether the connection is encrypted
     * @param apiKey the key, or empty if the server asks for none
     * @param collection the collection
     */
    record Qdrant(String host, int port, boolean tls, Optional<Secret> apiKey, String collection)
            implements SinkConfig {}
}
