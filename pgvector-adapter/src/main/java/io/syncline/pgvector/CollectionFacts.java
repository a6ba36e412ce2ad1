package io.syncline.pgvector;

import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.words.WordAnalysis;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a generation says about itself.
 *
 * @param values by name
 */
record CollectionFacts(Map<String, String> values) {

    private static final String PROVIDER = "embedder_provider";
    private static final String MODEL = "embedder_model";
    private static final String DIMENSION = "embedder_dimension";
    private static final String VARIANT = "embedder_variant";

    static CollectionFacts read(Connection connection, Generation generation) throws SQLException {
        Map<String, String> values = new HashMap<>();
        PgvectorSql.list(
                connection,
                row -> values.put(row.getString(1), row.getString(2)),
                "SELECT name, value FROM " + generation.settings());
        return new CollectionFacts(values);
    }

    /** Records the embedder, unless there is one. */
    static void claim(Connection connection, Generation generation, EmbedderFingerprint embedder) throws SQLException {
        Map<String, String> facts = Map.of(
                PROVIDER,
                embedder.provider(),
                MODEL,
                embedder.model(),
                DIMENSION,
                String.valueOf(embedder.dimension()),
                VARIANT,
                embedder.variant());
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            PgvectorSql.update(
                    connection,
                    "INSERT INTO " + generation.settings() + " (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    fact.getKey(),
                    fact.getValue());
        }
    }

    /** The embedder; empty until the collection is prepared. */
    Optional<EmbedderFingerprint> embedder() {
        return values.containsKey(DIMENSION)
                ? Optional.of(new EmbedderFingerprint(
                        text(PROVIDER), text(MODEL), Integer.parseInt(text(DIMENSION)), text(VARIANT)))
                : Optional.empty();
    }

    int version() {
        return Integer.parseInt(values.getOrDefault("version", "0"));
    }

    /** Which filling it is: chosen at random when the tables were created. */
    String filling() {
        return text("filling");
    }

    /** Whether the words of all points were made by the present analysis. */
    boolean hasWords() {
        return text("words").equals(String.valueOf(WordAnalysis.VERSION));
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }
}
