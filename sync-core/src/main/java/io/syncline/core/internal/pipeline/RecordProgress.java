package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record on its way from the comparison to the sink. Confined to the loop. */
final class RecordProgress {

    private final PageProgress page;
    private final PreparedRecord prepared;
    private final @Nullable Embedding[] embeddings;
    private int missing;
    private boolean failed;

    /**
     * A record.
     *
     * @param known vectors of texts that need no embedding
     */
    RecordProgress(PageProgress page, PreparedRecord prepared, KnownVectors known) {
        this.page = page;
        this.prepared = prepared;
        this.missing = prepared.document().chunks().size();
        this.embeddings = new Embedding[missing];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = known.of(prepared.id(), chunks().get(i));
            missing -= embeddings[i] == null ? 0 : 1;
        }
    }

    /** Whether a chunk has no vector yet. */
    boolean isMissing(int chunk) {
        return embeddings[chunk] == null;
    }

    PageProgress page() {
        return page;
    }

    RecordId id() {
        return prepared.id();
    }

    List<Chunk> chunks() {
        return prepared.document().chunks();
    }

    /** Whether the sink may hold chunks beyond those that it should. */
    boolean hasSurplus() {
        return prepared.comparison().surplus();
    }

    /** How many chunks the sink should hold: those of the new document, or of the one that stays. */
    int chunkCount() {
        return prepared.comparison().chunks();
    }

    /** Whether the record has nothing to say, so that what the sink holds of it is to be deleted. */
    boolean isEmpty() {
        return prepared.comparison().empty();
    }

    /** Whether the record is in quarantine and has to be lifted out of it. An upsert does that too. */
    boolean needsLift() {
        return prepared.comparison().quarantined() && !isEmbedded();
    }

    boolean isFailed() {
        return failed;
    }

    /** Marks the record as failed; answers whether it was not before. */
    boolean fail() {
        boolean first = !failed;
        failed = true;
        return first;
    }

    /** Takes a vector; answers whether it was the last one missing. */
    boolean embedded(int chunk, Embedding embedding) {
        embeddings[chunk] = embedding;
        missing--;
        return missing == 0 && !failed;
    }

    /** Whether there are vectors to store; if not, only points or a quarantine are to be removed. */
    boolean isEmbedded() {
        return missing == 0 && !isEmpty();
    }

    Document document() {
        return prepared.document();
    }

    EmbeddedDocument embeddedDocument(SyncPlan plan) {
        Document document = prepared.document();
        EmbeddedChunk[] chunks = new EmbeddedChunk[embeddings.length];
        for (int i = 0; i < embeddings.length; i++) {
            Embedding embedding = embeddings[i];
            if (embedding == null) {
                throw new IllegalStateException("Chunk " + i + " of record " + id() + " was not embedded");
            }
            chunks[i] = new EmbeddedChunk(document.chunks().get(i).text(), embedding);
        }
        return new EmbeddedDocument(
                id(),
                prepared.version(),
                document.contentHash(),
                plan.fingerprint(document),
                document.payload(),
                List.of(chunks));
    }
}
