package io.syncline.cli;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
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
