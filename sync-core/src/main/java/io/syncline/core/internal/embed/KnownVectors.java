package io.syncline.core.internal.embed;

import io.syncline.api.RecordId;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.StoredVectors;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts that the sink stores of some records already. A sink holds vectors of one embedder, so a text that is still
 * the same has the same vector, whatever else of its record or of the settings has changed.
 */
public final class KnownVectors {

    /** Nothing is known. */
    public static final KnownVectors NONE = new KnownVectors(Map.of());

    private final Map<RecordId, Map<String, Embedding>> byText;

    private KnownVectors(Map<RecordId, Map<String, Embedding>> byText) {
        this.byText = byText;
    }

    /**
     * Reads those of records that differ from what is stored of them.
     *
     * @param records the records; none costs no call
     */
    public static CompletableFuture<KnownVectors> read(RunContext run, Set<RecordId> records) {
        if (records.isEmpty() || !(run.ports().sink() instanceof StoredVectors stored)) {
            return CompletableFuture.completedFuture(NONE);
        }
        return run.retrier()
                .call(
                        Work.COMPARE,
                        "Reading stored texts of " + run.key(),
                        () -> of(
                                stored.chunks(run.key(), records),
                                run.ports().embedder().fingerprint().dimension()));
    }

    private static KnownVectors of(Map<RecordId, List<EmbeddedChunk>> chunks, int dimension) {
        Map<RecordId, Map<String, Embedding>> byText = new HashMap<>();
        chunks.forEach((id, stored) -> {
            Map<String, Embedding> vectors = new HashMap<>();
            stored.stream()
                    .filter(chunk -> chunk.embedding().dimension() == dimension)
                    .forEach(chunk -> vectors.put(chunk.text(), chunk.embedding()));
            byText.put(id, vectors);
        });
        return new KnownVectors(byText);
    }

    /** The vector of a text of a record; null if it has to be embedded. */
    public @Nullable Embedding of(RecordId id, Chunk chunk) {
        return byText.getOrDefault(id, Map.of()).get(chunk.text());
    }

    /** The chunks of a document that have to be embedded. */
    public List<Chunk> unknown(RecordId id, Document document) {
        return document.chunks().stream().filter(chunk -> of(id, chunk) == null).toList();
    }
}
