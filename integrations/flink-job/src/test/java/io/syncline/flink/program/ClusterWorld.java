package io.syncline.flink.program;

import io.syncline.odoo.testserver.OdooModels;
import io.syncline.odoo.testserver.OdooReply;
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

    private static final String SERVICE = """
            type: openai-compatible
            base-url: %s
            model: test
            dimension: 64
            request-dimension: true
            api-key: ${EMBEDDING_KEY}
            """;

    private final OdooServer odoo;
    private final EmbeddingServer embeddings;
    private final PostgresServer postgres;

    private ClusterWorld(OdooServer odoo, Duration embedding) {
        this.odoo = odoo;
        embeddings = EmbeddingServer.start(KEY, embedding);
        postgres = PostgresServer.start();
    }

    static ClusterWorld of(int partners) {
        return of(partners, Duration.ofMillis(20), Duration.ofMillis(20));
    }

    /**
     * Starts all systems.
     *
     * @param page what each answer of Odoo takes
     * @param embedding what each answer of the embedding service takes
     */
    static ClusterWorld of(int partners, Duration page, Duration embedding) {
        OdooServer odoo = OdooServer.builder()
                .database("production")
                .user(OdooUser.administrator("bot", PASSWORD))
                .loggedCalls(1)
                .latency(page)
                .start();
        OdooModels.products().forEach(odoo.database()::define);
        for (int from = 1; from <= partners; from += 10_000) {
            odoo.database().createAll(MODEL, partners(from, Math.min(partners, from + 9_999)));
        }
        return new ClusterWorld(odoo, embedding);
    }

    private static List<Map<String, Object>> partners(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> Map.<String, Object>of("name", "Partner " + i, "city", "Leeds"))
                .toList();
    }

    OdooServer odoo() {
        return odoo;
    }

    /** Makes each answer of Odoo take longer. */
    void slowDown(Duration answer) {
        odoo.intercept(call -> {
            Waits.pause(answer);
            return OdooReply.proceed();
        });
    }

    /** Requests to the embedding service. */
    long requests() {
        return embeddings.requests();
    }

    /** Texts that were embedded, some of them several times. */
    long embeddedTexts() {
        return embeddings.embedded().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
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

    /**
     * Writes {@code syncline.yaml} with a collection of its own.
     *
     * @param engine more of its section {@code engine}
     */
    Path config(Path directory, String engine) {
        return config(directory, engine, SERVICE.formatted(embeddings.url()));
    }

    /**
     * The same with another embedder.
     *
     * @param embedder its section {@code embedder}
     */
    Path config(Path directory, String engine, String embedder) {
        QdrantTestServer qdrant = QdrantTestServer.shared();
        String yaml = """
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
                %s
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
                        embedder.indent(2),
                        qdrant.host(),
                        qdrant.port(),
                        QdrantTestServer.freshName(),
                        PostgresServer.USER,
                        engine.indent(2));
        try {
            return Files.writeString(Files.createDirectories(directory).resolve("syncline.yaml"), yaml);
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
