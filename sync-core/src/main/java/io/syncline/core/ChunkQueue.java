package io.syncline.core;

import io.syncline.core.text.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Chunks of all pages, in order, taken out in batches that fill one request to the embedder. */
final class ChunkQueue {

    private final Queue<Entry> entries = new ArrayDeque<>();
    private final int maxInputs;
    private final int maxTokens;
    private long tokens;

    ChunkQueue(int maxInputs, int maxTokens) {
        this.maxInputs = maxInputs;
        this.maxTokens = maxTokens;
    }

    void add(RecordWork record) {
        for (int i = 0; i < record.chunks().size(); i++) {
            Entry entry = new Entry(record, i);
            entries.add(entry);
            tokens += entry.tokens();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether there is enough for a full request. */
    boolean hasFullBatch() {
        return entries.size() >= maxInputs || tokens >= maxTokens;
    }

    /** The next batch, at most one request's worth; chunks of failed records are dropped on the way. */
    List<Entry> take() {
        List<Entry> batch = new ArrayList<>();
        long sum = 0;
        for (Entry next = entries.peek(); next != null; next = entries.peek()) {
            if (next.record().isFailed()) {
                remove();
                continue;
            }
            if (batch.size() == maxInputs || (!batch.isEmpty() && sum + next.tokens() > maxTokens)) {
                break;
            }
            sum += next.tokens();
            batch.add(next);
            remove();
        }
        return batch;
    }

    void clear() {
        entries.clear();
        tokens = 0;
    }

    private void remove() {
        tokens -= entries.remove().tokens();
    }

    /** One chunk of a record. */
    record Entry(RecordWork record, int index) {

        Chunk chunk() {
            return record.chunks().get(index);
        }

        int tokens() {
            return chunk().tokens();
        }
    }
}
