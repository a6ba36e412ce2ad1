package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks and counts every call to a test double. Thread-safe. */
final class Entrance {

    private static final int MAX_IDS = 1000;

    private final String name;
    private final CallCounts calls = new CallCounts();
    private volatile boolean closed;

    Entrance(String name) {
        this.name = name;
    }

    void enter(PortMethod method) {
        calls.add(method);
        if (closed) {
            throw new IllegalStateException("The " + name + " is closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new TransientException(method + " was not sent: the thread is interrupted", null);
        }
    }

    CallCounts calls() {
        return calls;
    }

    void close() {
        closed = true;
    }

    static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("The " + what + " must be positive, not " + value);
        }
    }

    static void requireDimension(SinkSchema schema, Embedding embedding) {
        if (embedding.dimension() != schema.dimension()) {
            throw new SetupException(
                    "The sink holds vectors of " + schema.dimension() + " numbers, not of " + embedding.dimension());
        }
    }

    /** Refuses a record that is twice in a request, and vectors of another dimension. */
    static void requireStorable(SinkSchema schema, List<EmbeddedDocument> documents) {
        Set<RecordId> seen = new HashSet<>();
        for (EmbeddedDocument document : documents) {
            if (!seen.add(document.id())) {
                throw new IllegalArgumentException("Record " + document.id() + " is twice in one request");
            }
            document.chunks().forEach(chunk -> requireDimension(schema, chunk.embedding()));
        }
    }

    static void requireFewIds(Collection<?> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(ids.size() + " ids in one call, more than " + MAX_IDS);
        }
    }
}
