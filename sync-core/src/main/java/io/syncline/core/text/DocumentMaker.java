package io.syncline.core.text;

import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.Payload;
import io.syncline.core.port.vector.PointId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns records of one model into documents. The same record gives the same document, on every machine and in every
 * locale.
 *
 * <p>Thread-safe if the embedder is.
 */
public final class DocumentMaker {

    private final DocumentPlan plan;
    private final Template template;
    private final Chunker chunker;

    private DocumentMaker(DocumentPlan plan, Template template, Chunker chunker) {
        this.plan = plan;
        this.template = template;
        this.chunker = chunker;
    }

    /**
     * A maker for a model.
     *
     * @param plan which fields go where
     * @param embedder whose tokens count and whose limit holds for one chunk
     * @param maxTokens the most tokens in a chunk; the embedder's own limit if that is smaller
     * @param overlapTokens the most tokens that consecutive chunks share
     * @return the maker
     */
    public static DocumentMaker of(DocumentPlan plan, Embedder embedder, int maxTokens, int overlapTokens) {
        int limit = Math.min(maxTokens, embedder.limits().tokensPerInput());
        return new DocumentMaker(
                plan, plan.textTemplate(), new Chunker(embedder::tokens, limit, Math.min(overlapTokens, limit / 2)));
    }

    /**
     * Makes the document of a record. A record whose chosen fields are empty is named by its model and id, so
     * that it can still be accounted for.
     *
     * @param record a record of the model, read with the fields of the plan
     * @return its document
     * @throws RejectedException if the text needs more chunks than a record can have, or its payload is too large to be stored
     *     with each of them
     */
    public Document make(SourceRecord record) {
        String rendered = template.render(record);
        String text = InvisibleCharacters.hasVisible(rendered) ? rendered : plan.model() + " " + record.id();
        Payload payload = payload(record);
        List<Chunk> chunks = chunker.chunks(text);
        if (chunks.size() > PointId.MAX_CHUNKS) {
            throw new RejectedException("Record " + record.id() + " of " + plan.model() + " is too long: "
                    + chunks.size() + " chunks, at most " + PointId.MAX_CHUNKS
                    + " are possible. Choose fewer fields or longer chunks");
        }
        PayloadSize.check("Record " + record.id() + " of " + plan.model(), payload, chunks.size());
        return new Document(chunks, payload, ContentHash.of(text, payload), lacking(record));
    }

    private SortedMap<String, String> lacking(SourceRecord record) {
        SortedMap<String, String> lacking = new TreeMap<>(record.unreadable());
        lacking.keySet().retainAll(plan.fields());
        return lacking;
    }

    private Payload payload(SourceRecord record) {
        if (plan.payloadFields().isEmpty()) {
            return Payload.EMPTY;
        }
        Map<String, Object> values = new TreeMap<>();
        for (String field : plan.payloadFields()) {
            FieldPayload.put(values, field, record.field(field));
        }
        return Payload.of(values);
    }
}
