package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.JsonWithInt.NullValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;

/** Collections as the versions before identities, marks and texts left them. */
final class EarlierVersion {

    private EarlierVersion() {}

    /** Takes from a collection what earlier versions did not write. */
    static void imitate(QdrantServer server, String collection) {
        server.collections()
                .update(UpdateCollection.newBuilder()
                        .setCollectionName(collection)
                        .putMetadata(
                                "syncline_filling",
                                Value.newBuilder()
                                        .setNullValue(NullValue.NULL_VALUE)
                                        .build())
                        .build());
        server.points()
                .deleteFieldIndex(DeleteFieldIndexCollection.newBuilder()
                        .setCollectionName(collection)
                        .setFieldName("syncline_record_hash")
                        .setWait(true)
                        .build());
    }
}
