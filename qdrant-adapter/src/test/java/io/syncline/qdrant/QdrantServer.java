package io.syncline.qdrant;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CreateAlias;
import io.qdrant.client.grpc.Collections.DeleteAlias;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.CollectionsGrpc.CollectionsBlockingStub;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import io.qdrant.client.grpc.Points.WithVectorsSelector;
import io.qdrant.client.grpc.PointsGrpc;
import io.qdrant.client.grpc.PointsGrpc.PointsBlockingStub;
import io.syncline.testkit.qdrant.QdrantProcess;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A view of a real server, by default of the one that the tests of this JVM share. Each test uses a collection of its
 * own. Without a server, tests fail.
 */
final class QdrantServer implements AutoCloseable {

    private final String host;
    private final int port;
    private final OptionalInt httpPort;
    private final ManagedChannel channel;

    private QdrantServer(String host, int port, OptionalInt httpPort) {
        this.host = host;
        this.port = port;
        this.httpPort = httpPort;
        this.channel = Grpc.newChannelBuilderForAddress(host, port, InsecureChannelCredentials.create())
                .maxInboundMessageSize(64 << 20)
                .build();
    }

    /** The shared server, started at the first call. */
    static QdrantServer shared() {
        return Holder.SERVER;
    }

    private static QdrantServer of(QdrantTestServer server) {
        return new QdrantServer(server.host(), server.port(), server.httpPort());
    }

    /** A view of a server that a test started for itself. */
    static QdrantServer of(QdrantProcess process) {
        return new QdrantServer(process.host(), process.port(), OptionalInt.of(process.httpPort()));
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    /** The HTTP port, where it is known. */
    OptionalInt httpPort() {
        return httpPort;
    }

    /** The bare API, to read and change points without the sink. */
    PointsBlockingStub points() {
        return PointsGrpc.newBlockingStub(channel);
    }

    CollectionsBlockingStub collections() {
        return CollectionsGrpc.newBlockingStub(channel);
    }

    CollectionInfo info(String collection) {
        return collections()
                .get(GetCollectionInfoRequest.newBuilder()
                        .setCollectionName(collection)
                        .build())
                .getResult();
    }

    /** The names of all collections, and of all aliases with their collections. */
    Set<String> names() {
        Set<String> names = new TreeSet<>();
        collections()
                .list(ListCollectionsRequest.getDefaultInstance())
                .getCollectionsList()
                .forEach(collection -> names.add(collection.getName()));
        collections()
                .listAliases(ListAliasesRequest.getDefaultInstance())
                .getAliasesList()
                .forEach(alias -> names.add(alias.getAliasName() + " -> " + alias.getCollectionName()));
        return names;
    }

    void drop(String collection) {
        collections()
                .delete(DeleteCollection.newBuilder()
                        .setCollectionName(collection)
                        .build());
    }

    void dropAlias(String alias) {
        collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder()
                                .setDeleteAlias(DeleteAlias.newBuilder().setAliasName(alias)))
                        .build());
    }

    void point(String alias, String collection) {
        collections()
                .updateAliases(ChangeAliases.newBuilder()
                        .addActions(AliasOperations.newBuilder()
                                .setCreateAlias(CreateAlias.newBuilder()
                                        .setAliasName(alias)
                                        .setCollectionName(collection)))
                        .build());
    }

    /** All points of a collection, with payloads and vectors, of whomever they are. */
    List<RetrievedPoint> all(String collection) {
        return points().scroll(ScrollPoints.newBuilder()
                        .setCollectionName(collection)
                        .setLimit(100_000)
                        .setWithPayload(WithPayloadSelector.newBuilder().setEnable(true))
                        .setWithVectors(WithVectorsSelector.newBuilder().setEnable(true))
                        .build())
                .getResultList();
    }

    /** The indices of the words of a point; servers differ in the form of their answers. */
    @SuppressWarnings("deprecation")
    static List<Integer> words(RetrievedPoint point) {
        VectorOutput stored = point.getVectors()
                .getVectors()
                .getVectorsMap()
                .getOrDefault("text-terms", VectorOutput.getDefaultInstance());
        return stored.hasIndices()
                ? stored.getIndices().getDataList()
                : stored.getSparse().getIndicesList();
    }

    /** A name that no other test uses. */
    String freshName() {
        return QdrantTestServer.freshName();
    }

    /** A builder of sinks in this server. */
    QdrantVectorSinkBuilder sink(String collection) {
        return QdrantVectorSink.builder().host(host).port(port).collection(collection);
    }

    /** Closes the connections of the view, not the server. */
    @Override
    public void close() {
        channel.shutdownNow();
    }

    private static final class Holder {
        static final QdrantServer SERVER = of(QdrantTestServer.shared());
    }
}
