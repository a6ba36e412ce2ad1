package io.syncline.core.internal.pipeline;

import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;

/** Estimates the memory that a record takes in the pipeline: the record, its document and its vectors. */
final class MemoryEstimate {

    private static final int PER_RECORD = 600;
    private static final int PER_FIELD = 80;
    private static final int CHARACTERS_PER_CHUNK = 1000;

    private MemoryEstimate() {}

    static long of(SourceRecord record, int dimension) {
        long characters = 0;
        for (FieldValue value : record.fields().values()) {
            characters += length(value);
        }
        long vectors = (1 + characters / CHARACTERS_PER_CHUNK) * dimension * Float.BYTES;
        return PER_RECORD + (long) PER_FIELD * record.fields().size() + 4 * characters + vectors;
    }

    private static long length(FieldValue value) {
        if (value instanceof FieldValue.Text text) {
            return text.value().length();
        } else if (value instanceof FieldValue.Html html) {
            return html.value().length();
        } else if (value instanceof FieldValue.Json json) {
            return json.value().length();
        }
        return 0;
    }
}
