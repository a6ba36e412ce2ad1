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

    CollectionCheck(String collection, CollectionSettings settings, CollectionInfo info) {
        this.collection = collection;
        this.settings = settings;
        this.params = info.getConfig().getParams();
    }

    VectorParams vector() {
        Map<String, VectorParams> vectors =
                params.getVectorsConfig().getParamsMap().getMapMap();
        VectorParams vector = vectors.get(settings.vector());
        if (vector == null) {
            throw refused("has no vector named '" + settings.vector() + "', but "
                    + (vectors.isEmpty() ? "an unnamed one" : String.join(", ", vectors.keySet())));
        }
        return vector;
    }

    void check(SinkSchema schema) {
        VectorParams vector = vector();
        if (vector.getSize() != schema.dimension()) {
            throw refused("stores vectors of dimension " + vector.getSize() + ", but " + schema.embedder()
                    + " produces dimension " + schema.dimension());
        }
        checkKind(vector);
        if (params.getShardingMethod() == ShardingMethod.Custom) {
            throw refused("uses custom sharding");
        }
        if (settings.hybrid() && !hasWordVectors()) {
            throw refused("has no sparse vector named '" + settings.sparseVector() + "' for hybrid search");
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
            throw refused("uses the distance " + vector.getDistance() + ", not Cosine");
        }
        if (vector.hasMultivectorConfig()) {
            throw refused("stores several vectors per point under the name '" + settings.vector() + "'");
        }
        if (vector.getDatatype() == Datatype.Uint8) {
            throw refused("stores vectors as integers from 0 to 255");
        }
    }

    boolean hasWordVectors() {
        return params.getSparseVectorsConfig().containsMap(settings.sparseVector());
    }

    private SetupException refused(String what) {
        return new SetupException("Collection " + collection + " " + what
                + ". Use another collection, or drop this one if it is not needed");
    }
}
