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
import org.jspecify.annotations.Nullable;

/**
 * Turns records of one model into documents. The same record gives the same document, on every machine and in every
 * locale.
 *
 * <p>Thread-safe if the embedder is.
 */
public final class DocumentMaker {

    private final DocumentPlan plan;
    private final TextComposer composer;
    private final Chunker chunker;
    private final TextFilter filter;

    private DocumentMaker(DocumentPlan plan, Chunker chunker, TextFilter filter) {
        this.plan = plan;
        this.composer = plan.composer();
        this.chunker = chunker;
        this.filter = filter;
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
        Chunker chunker = new Chunker(embedder::tokens, limit, Math.min(overlapTokens, limit / 2));
        return new DocumentMaker(plan, chunker, TextFilter.NONE);
    }

    /**
     * The same maker with a filter.
     *
     * @param texts what all texts go through
     */
    public DocumentMaker filtered(TextFilter texts) {
        return new DocumentMaker(plan, chunker, texts);
    }

    /**
     * Makes the document of a record.
     *
     * @param record a record of the model, read with the fields of the plan
     * @return its document, without chunks and payload if the record has nothing to say
     * @throws RejectedException if the text needs more chunks than a record can have, its payload is too large to be stored
     *     with each of them, or the filter fails
     */
    public Document make(SourceRecord record) {
        DocumentText text = text(record);
        if (text.isEmpty()) {
            return new Document(List.of(), Payload.EMPTY, ContentHash.of("", Payload.EMPTY));
        }
        Payload payload = payload(record);
        List<Chunk> chunks = chunker.chunks(text);
        if (chunks.size() > PointId.MAX_CHUNKS) {
            throw new RejectedException("Record " + record.id() + " of " + plan.model() + " is too long: "
                    + chunks.size() + " chunks, at most " + PointId.MAX_CHUNKS
                    + " are possible. Choose fewer fields or longer chunks");
        }
        PayloadSize.check("Record " + record.id() + " of " + plan.model(), payload, chunks.size());
        String hashed = chunks.size() == 1 ? text.whole() : text.title() + "\n" + text.whole();
        return new Document(chunks, payload, ContentHash.of(hashed, payload), lacking(record));
    }

    /** The text of a record; one that lacks fields may have nothing else to say, and is named by its model and id. */
    private DocumentText text(SourceRecord record) {
        DocumentText text = composer.compose(record).with(part -> filtered(record, part));
        return text.isEmpty() && !lacking(record).isEmpty()
                ? new DocumentText("", List.of(new TextSection("", plan.model() + " " + record.id(), false)))
                : text;
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
        values.replaceAll((name, value) -> filteredValue(record, value));
        return Payload.of(values);
    }

    private Object filteredValue(SourceRecord record, Object value) {
        if (value instanceof String text) {
            return filtered(record, text);
        }
        return value instanceof List<?> list
                ? list.stream().map(item -> filteredValue(record, item)).toList()
                : value;
    }

    /** A filter that fails concerns the record; its message is not repeated, since it may have the text that it was to hide. */
    private String filtered(SourceRecord record, String text) {
        @Nullable String result;
        try {
            result = filter.filter(plan.model(), text);
        } catch (RuntimeException failure) {
            throw filterFailed(record, "threw a " + failure.getClass().getSimpleName());
        }
        if (result == null) {
            throw filterFailed(record, "returned null");
        }
        return result;
    }

    private RejectedException filterFailed(SourceRecord record, String how) {
        return new RejectedException("The text filter '" + filter.name() + "' " + how + " for record " + record.id()
                + " of " + plan.model() + "; correct the filter, then sync again");
    }
}
