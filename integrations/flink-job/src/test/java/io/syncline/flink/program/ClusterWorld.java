package io.syncline.flink.program;

import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.testkit.embedding.EmbeddingServer;
import io.syncline.testkit.postgres.PostgresServer;
import io.syncline.testkit.qdrant.QdrantTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The systems of a sync: an Odoo server, an embedding service, a real Qdrant, and PostgreSQL for the state. */
final class ClusterWorld implements AutoCloseable {

    static final String MODEL = "res.partner";
    static final String PASSWORD = "M4RKER-odoo-password";
    static final String KEY = "M4RKER-embedding-key";

    private final OdooServer odoo;
    private final EmbeddingServer embeddings;
    private final PostgresServer postgres = PostgresServer.start();
    private final String collection = QdrantTestServer.freshName();

    private ClusterWorld(int partners, Duration page, Duration embedding) {
        odoo = OdooServer.builder()
                .database("production")
                .user(OdooUser.administrator("bot", PASSWORD))
                .loggedCalls(1)
                .latency(page)
                .start();
        OdooModels.products().forEach(odoo.database()::define);
        for (int from = 1; from <= partners; from += 10_000) {
            odoo.database().createAll(MODEL, partners(from, Math.min(partners, from + 9_999)));
        }
        embeddings = EmbeddingServer.start(KEY, embedding);
    }

    private static List<Map<String, Object>> partners(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> Map.<String, Object>of("name", "Partner " + i, "city", "Leeds"))
                .toList();
    }

    static ClusterWorld of(int partners) {
        return of(partners, Duration.ofMillis(20), Duration.ofMillis(20));
    }

    static ClusterWorld of(int partners, Duration page, Duration embedding) {
        return new ClusterWorld(partners, page, embedding);
    }

    OdooServer odoo() {
        return odoo;
    }

    EmbeddingServer embeddings() {
        return embeddings;
    }

    String collection() {
        return collection;
    }

    /** The variables that the configuration names. */
    Map<String, String> secrets() {
        return Map.of(
                "ODOO_PASSWORD",
                PASSWORD,
                "EMBEDDING_KEY",
                KEY,
                "STATE_URL",
                postgres.url(),
                "STATE_PASSWORD",
                PostgresServer.PASSWORD);
    }

    String yaml(String engine) {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        return """
                # M4RKER-in-a-comment
                source:
                  type: odoo
                  url: %s
                  database: production
                  username: bot
                  password: ${ODOO_PASSWORD}
                  language: en_US
                models:
                  res.partner:
                    template: "{name} in {city}"
                embedder:
                  type: openai-compatible
                  base-url: %s
                  model: test
                  dimension: 64
                  api-key: ${EMBEDDING_KEY}
                sink:
                  type: qdrant
                  host: %s
                  port: %d
                  collection: %s
                state:
                  type: jdbc
                  url: ${STATE_URL}
                  username: %s
                  password: ${STATE_PASSWORD}
                engine:
                  lease-ttl: 15s
                  checkpoint-interval: 1s
                %s
                """.formatted(
                        odoo.url(),
                        embeddings.url(),
                        qdrant.host(),
                        qdrant.port(),
                        collection,
                        PostgresServer.USER,
                        engine.indent(2));
    }

    Path config(Path directory, String engine) {
        try {
            return Files.writeString(directory.resolve("syncline.yaml"), yaml(engine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        odoo.close();
        embeddings.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
