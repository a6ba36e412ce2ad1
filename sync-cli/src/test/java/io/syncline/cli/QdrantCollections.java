package io.syncline.cli;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.syncline.testkit.qdrant.QdrantTestServer;
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
