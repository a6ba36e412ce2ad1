package io.syncline.qdrant;

import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.contract.VectorSinkFixture;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A collection of its own for each test, which does not exist at first. */
final class FreshCollection implements VectorSinkFixture {

    private final QdrantServer server = QdrantServer.shared();
    private final String name = server.freshName();
    private final Function<String, QdrantVectorSinkBuilder> builder;
    private VectorSink sink;
    private byte[] copy = {};

    FreshCollection(Function<String, QdrantVectorSinkBuilder> builder) {
        this.builder = builder;
        this.sink = open();
    }

    private VectorSink open() {
        return builder.apply(name).build();
    }

    @Override
    public VectorSink sink() {
        return sink;
    }

    @Override
    public VectorSink reopen() {
        sink.close();
        sink = open();
        return sink;
    }

    @Override
    public VectorSink lose() {
        close();
        sink = open();
        return sink;
    }

    @Override
    public void keepCopy() {
        copy = new QdrantSnapshots(server).make(name);
    }

    /** Restores the snapshot into a new collection, and the alias. */
    @Override
    public VectorSink restoreCopy() {
        close();
        new QdrantSnapshots(server).restore(collection(), copy);
        CreateAlias alias = CreateAlias.newBuilder()
                .setAliasName(name)
                .setCollectionName(collection())
                .build();
        server.collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder().setCreateAlias(alias))
                        .build());
        sink = open();
        return sink;
    }

    @Override
    @SuppressWarnings("deprecation") // older servers answer with the list
    public String copyPoint(ModelKey key, RecordId record, int chunk) {
        RetrievedPoint point = server.all(collection()).stream()
                .filter(stored -> stored.getId().getUuid().equals(id(key, record, chunk)))
                .findFirst()
                .orElseThrow();
        String copy = UUID.randomUUID().toString();
        VectorOutput vector = point.getVectors().getVectors().getVectorsMap().get("text");
        List<Float> numbers = vector.hasDense() ? vector.getDense().getDataList() : vector.getDataList();
        server.points()
                .upsert(UpsertPoints.newBuilder()
                        .setCollectionName(collection())
                        .setWait(true)
                        .addPoints(PointStruct.newBuilder()
                                .setId(PointFilters.pointId(copy))
                                .putAllPayload(point.getPayloadMap())
                                .setVectors(VectorsFactory.namedVectors(Map.of("text", VectorFactory.vector(numbers)))))
                        .build());
        return copy;
    }

    @Override
    public void damagePoint(ModelKey key, RecordId record, int chunk, String field) {
        server.points()
                .deletePayload(DeletePayloadPoints.newBuilder()
                        .setCollectionName(collection())
                        .setWait(true)
                        .addKeys(field)
                        .setPointsSelector(selector(key, record, chunk))
                        .build());
    }

    @Override
    public void occupyPoint(ModelKey key, RecordId record, int chunk) {
        server.points()
                .setPayload(SetPayloadPoints.newBuilder()
                        .setCollectionName(collection())
                        .setWait(true)
                        .putPayload(PayloadFields.MODEL_NAME, PayloadValues.of("stock.lot"))
                        .setPointsSelector(selector(key, record, chunk))
                        .build());
    }

    private static PointsSelector selector(ModelKey key, RecordId record, int chunk) {
        return PointsSelector.newBuilder()
                .setPoints(PointsIdsList.newBuilder().addIds(PointFilters.pointId(id(key, record, chunk))))
                .build();
    }

    private static String id(ModelKey key, RecordId record, int chunk) {
        return new PointIds(key).of(record, chunk).toString();
    }

    private String collection() {
        return name + "-g1";
    }

    @Override
    public void close() {
        sink.close();
        server.collections()
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName(collection())
                        .build());
    }
}
