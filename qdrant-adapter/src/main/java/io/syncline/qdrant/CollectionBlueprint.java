package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.BinaryQuantization;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.QuantizationConfig;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.ScalarQuantization;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.port.words.WordAnalysis;

/** Builds the request that creates a collection according to the settings. */
final class CollectionBlueprint {

    private final CollectionSettings settings;
    private final boolean hasMetadata;

    /**
     * Creates a blueprint.
     *
     * @param hasMetadata whether the server supports metadata of collections
     */
    CollectionBlueprint(CollectionSettings settings, boolean hasMetadata) {
        this.settings = settings;
        this.hasMetadata = hasMetadata;
    }

    /**
     * Builds the request.
     *
     * @param filling the identity of the new collection
     */
    CreateCollection request(String collection, SinkSchema schema, String filling) {
        CreateCollection.Builder request = CreateCollection.newBuilder()
                .setCollectionName(collection)
                .setOnDiskPayload(settings.payloadOnDisk())
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder().putMap(settings.vector(), vector(schema))));
        settings.shards().ifPresent(request::setShardNumber);
        settings.replicas().ifPresent(request::setReplicationFactor);
        if (settings.hybrid().orElse(true)) {
            request.setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                    .putMap(
                            settings.sparseVector(),
                            SparseVectorParams.newBuilder()
                                    .setModifier(Modifier.Idf)
                                    .build()));
        }
        if (hasMetadata) {
            addMetadata(request, schema, filling);
        }
        return request.build();
    }

    private void addMetadata(CreateCollection.Builder request, SinkSchema schema, String filling) {
        request.putMetadata(
                CollectionMetadata.EMBEDDER, PayloadValues.of(schema.embedder().toString()));
        request.putMetadata(CollectionMetadata.FILLING, PayloadValues.of(filling));
        if (settings.hybrid().orElse(true)) {
            request.putMetadata(CollectionMetadata.WORDS, PayloadValues.of((long) WordAnalysis.VERSION));
        }
        settings.newCollection()
                .ifPresent(name -> request.putMetadata(CollectionMetadata.BUILDING, PayloadValues.of(true)));
    }

    private VectorParams vector(SinkSchema schema) {
        VectorParams.Builder vector = VectorParams.newBuilder()
                .setSize(schema.dimension())
                .setDistance(Distance.Cosine)
                .setOnDisk(settings.vectorsOnDisk());
        switch (settings.quantisation()) {
            case NONE -> {}
            case SCALAR ->
                vector.setQuantizationConfig(QuantizationConfig.newBuilder()
                        .setScalar(ScalarQuantization.newBuilder().setType(QuantizationType.Int8)));
            case BINARY ->
                vector.setQuantizationConfig(
                        QuantizationConfig.newBuilder().setBinary(BinaryQuantization.getDefaultInstance()));
        }
        return vector.build();
    }
}
