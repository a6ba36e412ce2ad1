package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Refuses arguments that no caller may give. */
final class SinkArguments {

    private static final int MAX_IDS = 1000;

    private SinkArguments() {}

    static void checkMark(ModelKey key, long expected, SinkMark next) {
        if (expected < 0 || next.value() <= expected) {
            throw new IllegalArgumentException(
                    "The mark of " + key + " must rise from 0 or more, not from " + expected + " to " + next.value());
        }
    }

    static void checkDocuments(List<EmbeddedDocument> documents) {
        if (documents.isEmpty()
                || documents.stream().map(EmbeddedDocument::id).distinct().count() < documents.size()) {
            throw new IllegalArgumentException("An upsert needs at least one record, and each record only once");
        }
    }

    static void checkKept(Map<RecordId, Integer> keep) {
        keep.forEach((id, chunks) -> {
            if (chunks < 1) {
                throw new IllegalArgumentException("Record " + id + " must keep at least 1 chunk, not " + chunks);
            }
        });
    }

    static void checkSize(Collection<RecordId> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(
                    "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
        }
    }

    static void checkLimit(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("The limit of a listing must be positive, not " + limit);
        }
    }

    static void checkEpoch(long epoch) {
        if (epoch <= 0) {
            throw new IllegalArgumentException("The epoch must be positive, not " + epoch);
        }
    }
}
