package io.syncline.benchmarks.endtoend;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingVectorSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A sink that notes when a change of a model was stored that was committed before. Thread-safe. */
final class ChangeWatch extends ForwardingVectorSink {

    private final ModelName model;
    private final Map<RecordId, Long> committed = new ConcurrentHashMap<>();
    private final Map<RecordId, Long> found = new ConcurrentHashMap<>();

    ChangeWatch(ModelName model, VectorSink next) {
        super(next);
        this.model = model;
    }

    /** Begins anew. */
    void forget() {
        committed.clear();
        found.clear();
    }

    void expect(RecordId id) {
        committed.put(id, Long.MAX_VALUE);
    }

    void committed(RecordId id) {
        committed.put(id, System.nanoTime());
    }

    int waiting() {
        return committed.size() - found.size();
    }

    List<Double> seconds() {
        List<Double> seconds = new ArrayList<>();
        found.forEach((id, nanos) -> seconds.add(Math.max(0, nanos - committed.getOrDefault(id, nanos)) / 1e9));
        return seconds;
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        super.upsert(key, epoch, documents);
        long now = System.nanoTime();
        if (key.model().equals(model)) {
            documents.stream()
                    .map(EmbeddedDocument::id)
                    .filter(committed::containsKey)
                    .forEach(id -> found.putIfAbsent(id, now));
        }
    }
}
