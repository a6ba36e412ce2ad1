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
     * @param shape how the collection is made
     */
    record Qdrant(String host, int port, boolean tls, Optional<Secret> apiKey, String collection, Shape shape)
            implements SinkConfig {}

    /**
     * How a Qdrant collection is made.
     *
     * @param bulkLoad whether its index waits for the end of the first sync
     * @param hybrid whether words can be searched beside the meaning
     * @param vectorsOnDisk whether vectors are served from disk
     * @param quantisation how vectors are compressed
     */
    record Shape(boolean bulkLoad, boolean hybrid, boolean vectorsOnDisk, Compression quantisation) {

        /** What a configuration that says nothing gets. */
        public static final Shape USUAL = new Shape(true, false, false, Compression.NONE);
    }

    /** How vectors are compressed. */
    enum Compression {
        /** Not at all. */
        NONE,
        /** To a byte a number. */
        SCALAR,
        /** To a bit a number. */
        BINARY
    }
}
