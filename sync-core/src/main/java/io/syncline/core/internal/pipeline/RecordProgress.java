package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record on its way from the comparison to the sink. Confined to the loop. */
final class RecordProgress {

    private final PageProgress page;
    private final RecordId id;
    private final long version;
    private final Document document;
    private final boolean surplus;
    private final boolean hidden;
    private final @Nullable Embedding[] embeddings;
    private int missing;
    private boolean failed;

    RecordProgress(PageProgress page, PreparedRecord prepared, Document document, @Nullable RecordStamp stored) {
        this.page = page;
        this.id = prepared.id();
        this.version = prepared.version();
        this.document = document;
        this.surplus = leavesSurplus(document, stored);
        this.hidden = isHidden(stored);
        this.missing = document.chunks().size();
        this.embeddings = new Embedding[missing];
    }

    /** Whether the sink may hold chunks beyond those of a document. */
    static boolean leavesSurplus(Document document, @Nullable RecordStamp stored) {
        return stored != null
                && (!stored.intact()
                        || stored.storedChunks() > document.chunks().size());
    }

    /** Whether the sink holds a record in quarantine. */
    static boolean isHidden(@Nullable RecordStamp stored) {
        return stored != null && stored.quarantine().isPresent();
    }

    PageProgress page() {
        return page;
    }

    RecordId id() {
        return id;
    }

    List<Chunk> chunks() {
        return document.chunks();
    }

    /** Whether the sink may hold chunks beyond those of the new document. */
    boolean hasSurplus() {
        return surplus;
    }

    /** Whether the record is in quarantine, as far as it is not stored anew. */
    boolean isHidden() {
        return hidden;
    }

    boolean isFailed() {
        return failed;
    }

    /** Marks the record as failed; answers whether it was not yet. */
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

    /** Whether there is something to store, rather than only surplus chunks to delete or a quarantine to end. */
    boolean isEmbedded() {
        return missing == 0;
    }

    EmbeddedDocument embeddedDocument(String fingerprint) {
        EmbeddedChunk[] chunks = new EmbeddedChunk[embeddings.length];
        for (int i = 0; i < embeddings.length; i++) {
            Embedding embedding = embeddings[i];
            if (embedding == null) {
                throw new IllegalStateException("Chunk " + i + " of record " + id + " was not embedded");
            }
            chunks[i] = new EmbeddedChunk(document.chunks().get(i).text(), embedding);
        }
        return new EmbeddedDocument(
                id, version, document.contentHash(), fingerprint, document.payload(), List.of(chunks));
    }
}
