package io.syncline.qdrant;

import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import io.syncline.api.failure.SetupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the version of a server, and refuses settings that it does not support.
 *
 * @param connection the server
 */
record ServerFeatures(QdrantConnection connection) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFeatures.class);

    /** The server's version; fails if it is not supported. */
    ServerVersion version() {
        ServerVersion version = ServerVersion.parse(connection
                .await(
                        Call.read("read the version"),
                        connection.service().healthCheck(HealthCheckRequest.getDefaultInstance()))
                .getVersion());
        if (!version.supported()) {
            throw new SetupException("Qdrant at " + connection.address() + " is version " + version.text()
                    + "; Syncline requires 1.10 and recommends 1.16 or later");
        }
        return version;
    }

    /** The version of a server that is going to be written to; warns of what it cannot do. */
    ServerVersion versionFor(CollectionSettings settings) {
        ServerVersion version = version();
        if (!version.hasMetadata() && settings.bulkLoad()) {
            throw new SetupException(
                    "Qdrant " + version.text() + " does not support bulk load; disable bulk load, or upgrade to 1.16");
        }
        if (!version.hasUpdateFilter()) {
            LOG.warn(
                    "Qdrant {} does not support conditional upserts: the sink reads before it writes, so it cannot"
                            + " detect a concurrent writer. Upgrade to 1.16 for the full guarantee",
                    version.text());
        }
        if (!version.hasMetadata()) {
            LOG.warn(
                    "Qdrant {} does not support collection metadata: the sink cannot detect vectors of another"
                            + " embedder with the same dimension. Upgrade to 1.16",
                    version.text());
        }
        return version;
    }
}
