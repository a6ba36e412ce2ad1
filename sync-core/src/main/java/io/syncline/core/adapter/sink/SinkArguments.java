package io.syncline.core.adapter.sink;

import io.syncline.api.RecordId;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Refuses arguments that no caller of a store may give, each with an {@link IllegalArgumentException}. */
public final class SinkArguments {

    private static final int MAX_IDS = 1000;

    private SinkArguments() {}

    /** A mark rises. */
    public static void checkMark(ModelKey key, long expected, SinkMark next) {
        require(
                expected >= 0 && next.value() > expected,
                "The mark of " + key + " must rise from 0 or more, not from " + expected + " to " + next.value());
    }

    /** There is at least one record, and none of them twice. */
    public static void checkDocuments(List<EmbeddedDocument> documents) {
        require(
                !documents.isEmpty()
                        && documents.stream()
                                        .map(EmbeddedDocument::id)
                                        .distinct()
                                        .count()
                                == documents.size(),
                "An upsert needs at least one record, and each record only once");
    }

    /** A record whose points are trimmed keeps one at least. */
    public static void checkKept(Map<RecordId, Integer> keep) {
        keep.forEach(
                (id, chunks) -> require(chunks >= 1, "Record " + id + " must keep at least 1 chunk, not " + chunks));
    }

    /** At most 1,000 ids in one call. */
    public static void checkSize(Collection<?> ids) {
        require(ids.size() <= MAX_IDS, "At most " + MAX_IDS + " ids are allowed in one call, not " + ids.size());
    }

    /** A page has room for something. */
    public static void checkLimit(int limit) {
        require(limit > 0, "The limit of a listing must be positive, not " + limit);
    }

    /** Epochs begin with 1. */
    public static void checkEpoch(long epoch) {
        require(epoch > 0, "The epoch must be positive, not " + epoch);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
