package io.syncline.cli;

import io.qdrant.client.ConditionFactory;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The collections of the shared server, whatever Syncline knows of them. */
final class QdrantCollections {

    private QdrantCollections() {}

    private static QdrantClient connect() {
        QdrantTestServer server = QdrantTestServer.shared();
        return new QdrantClient(QdrantGrpcClient.newBuilder(server.host(), server.port(), false, false)
                .build());
    }

    /** Names of collections that begin with a prefix, in order. */
    static List<String> names(String prefix) {
        try (QdrantClient client = connect()) {
            return get(client.listCollectionsAsync()).stream()
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static void delete(String collection) {
        try (QdrantClient client = connect()) {
            get(client.deleteCollectionAsync(collection));
        }
    }

    /** Copies the points of a record to ids of their own, as another program does. */
    static void copyPoints(String collection, long record) {
        try (QdrantClient client = connect()) {
            List<PointStruct> copies = get(client.scrollAsync(ScrollPoints.newBuilder()
                            .setCollectionName(collection)
                            .setFilter(ofRecord(record))
                            .setLimit(100)
                            .setWithPayload(WithPayloadSelectorFactory.enable(true))
                            .setWithVectors(WithVectorsSelectorFactory.enable(true))
                            .build()))
                    .getResultList()
                    .stream()
                    .map(QdrantCollections::copy)
                    .toList();
            get(client.upsertAsync(collection, copies));
        }
    }

    @SuppressWarnings("deprecation") // older servers answer with the list
    private static PointStruct copy(RetrievedPoint point) {
        VectorOutput vector = point.getVectors().getVectors().getVectorsMap().get("text");
        List<Float> numbers = vector.hasDense() ? vector.getDense().getDataList() : vector.getDataList();
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(UUID.randomUUID()))
                .putAllPayload(point.getPayloadMap())
                .setVectors(VectorsFactory.namedVectors(Map.of("text", VectorFactory.vector(numbers))))
                .build();
    }

    /** Takes a field from the points of a record. */
    static void removeField(String collection, long record, String field) {
        try (QdrantClient client = connect()) {
            get(client.deletePayloadAsync(collection, List.of(field), ofRecord(record), true, null, null));
        }
    }

    /** Lets the points of a record say something else. */
    static void setField(String collection, long record, String field, String value) {
        try (QdrantClient client = connect()) {
            get(client.setPayloadAsync(
                    collection, Map.of(field, ValueFactory.value(value)), ofRecord(record), true, null, null));
        }
    }

    private static Filter ofRecord(long record) {
        return Filter.newBuilder()
                .addMust(ConditionFactory.match("record_id", record))
                .build();
    }

    /** Makes a snapshot, and returns its address. */
    static String snapshot(String collection) {
        String snapshots = http() + "/collections/" + collection + "/snapshots";
        String answer = send(
                HttpRequest.newBuilder(URI.create(snapshots + "?wait=true")).POST(HttpRequest.BodyPublishers.noBody()));
        return snapshots + "/" + answer.replaceFirst("(?s).*\"name\":\"([^\"]+)\".*", "$1");
    }

    /** Restores a snapshot, as an administrator does. */
    static void restore(String collection, String snapshot) {
        send(HttpRequest.newBuilder(URI.create(http() + "/collections/" + collection + "/snapshots/recover?wait=true"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"location\":\"" + snapshot + "\",\"priority\":\"snapshot\"}")));
    }

    private static String http() {
        QdrantTestServer server = QdrantTestServer.shared();
        return "http://" + server.host() + ":" + server.httpPort().orElseThrow();
    }

    private static String send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError("Qdrant refused: " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("Qdrant refused", e);
        }
    }
}
