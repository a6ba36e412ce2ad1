package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether an existing collection fits the settings and the schema, without changing it. */
final class CollectionCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionCheck.class);

    private final String collection;
    private final CollectionSettings settings;
    private final CollectionParams params;
    private final CollectionMetadata metadata;

    CollectionCheck(String collection, CollectionSettings settings, CollectionInfo info) {
        this.collection = collection;
        this.settings = settings;
        this.params = info.getConfig().getParams();
        this.metadata = CollectionMetadata.of(info);
    }

    VectorParams vector() {
        Map<String, VectorParams> vectors =
                params.getVectorsConfig().getParamsMap().getMapMap();
        VectorParams vector = vectors.get(settings.vector());
        if (vector == null) {
            throw unfit("has no vector named '" + settings.vector() + "', but "
                    + (vectors.isEmpty() ? "an unnamed one" : String.join(", ", vectors.keySet())));
        }
        return vector;
    }

    void check(SinkSchema schema) {
        VectorParams vector = vector();
        checkEmbedder(vector, schema);
        checkKind(vector);
        if (params.getShardingMethod() == ShardingMethod.Custom) {
            throw unfit("uses custom sharding");
        }
        if (settings.hybrid().orElse(false) && !hasWordVectors()) {
            throw unfit("has no sparse vector named '" + settings.sparseVector() + "' for hybrid search");
        }
        if (vector.getOnDisk() != settings.vectorsOnDisk()) {
            LOG.warn(
                    "Collection {} was created with vectors {}; the setting does not change an existing collection",
                    collection,
                    vector.getOnDisk() ? "on disk" : "in memory");
        }
    }

    private void checkKind(VectorParams vector) {
        if (vector.getDistance() != Distance.Cosine) {
            throw unfit("uses the distance " + vector.getDistance() + ", not Cosine");
        }
        if (vector.hasMultivectorConfig()) {
            throw unfit("stores several vectors per point under the name '" + settings.vector() + "'");
        }
        if (vector.getDatatype() == Datatype.Uint8) {
            throw unfit("stores vectors as integers from 0 to 255");
        }
    }

    boolean hasWordVectors() {
        return params.getSparseVectorsConfig().containsMap(settings.sparseVector());
    }

    /** After a switch to another embedder, the old configuration meets the new collection: it is not the one to drop. */
    private void checkEmbedder(VectorParams vector, SinkSchema schema) {
        String embedder = schema.embedder().toString();
        String stored = metadata.embedder().orElse(embedder);
        if (vector.getSize() == schema.dimension() && stored.equals(embedder)) {
            return;
        }
        throw new SetupException("Collection " + collection + " stores vectors of "
                + metadata.embedder().orElse("another embedder") + " in dimension " + vector.getSize() + ", but "
                + embedder + " produces dimension " + schema.dimension()
                + "; vectors of different embedders are not comparable. Configure the embedder of the collection, or"
                + " replace the collection with 'syncline reindex --all'");
    }

    private SetupException unfit(String what) {
        return new SetupException("Collection " + collection + " " + what
                + ". Correct the settings of the sink, or use the name of another collection");
    }
}
