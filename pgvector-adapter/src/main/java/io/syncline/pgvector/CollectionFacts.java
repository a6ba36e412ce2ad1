package io.syncline.pgvector;

import io.syncline.core.adapter.jdbc.JdbcStatements;
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

    /** The version of the analysis that made the words of all points. */
    static final String WORDS = "words";

    /** Present while the generation is being built to replace another one. */
    static final String BUILDING = "building";

    /** On which condition the generation may replace another one. */
    static final String CONDITION = "condition";

    /** The table of points that served before this one. */
    static final String PREVIOUS = "previous";

    /** When it stopped serving, in milliseconds since 1970. */
    static final String IDLE_SINCE = "idle_since";

    static CollectionFacts read(Connection connection, Generation generation) throws SQLException {
        Map<String, String> values = new HashMap<>();
        JdbcStatements.list(
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
            JdbcStatements.update(
                    connection,
                    "INSERT INTO " + generation.settings() + " (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    fact.getKey(),
                    fact.getValue());
        }
    }

    /** Notes something with a generation, in place of an earlier note. */
    static void note(Connection connection, Generation generation, String name, String value) throws SQLException {
        JdbcStatements.update(
                connection,
                "INSERT INTO " + generation.settings() + " (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value);
    }

    /** Removes a note. */
    static void forget(Connection connection, Generation generation, String name) throws SQLException {
        JdbcStatements.update(connection, "DELETE FROM " + generation.settings() + " WHERE name = ?", name);
    }

    /** A note; empty if there is none. */
    Optional<String> note(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the generation is being built; so are tables that somebody created for a reindex. */
    boolean isBuilding() {
        return values.containsKey(BUILDING) || embedder().isEmpty();
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
        return text(WORDS).equals(String.valueOf(WordAnalysis.VERSION));
    }

    private String text(String name) {
        return values.getOrDefault(name, "");
    }
}
