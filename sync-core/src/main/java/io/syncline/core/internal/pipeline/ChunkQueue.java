package io.syncline.core.internal.pipeline;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderLimits;
import io.syncline.core.text.Chunk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Chunks of all pages, in order, removed in batches that fill one request to the embedder. */
final class ChunkQueue {

    /** The share of a request that is filled where the service's own token count can only be estimated. */
    private static final double FILL = 0.75;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final long maxTokens;
    private final double fill;
    private final DoubleSupplier ratio;
    private int maxInputs;
    private long tokens;

    /**
     * A queue.
     *
     * @param maxInputs the most chunks in a batch
     * @param maxTokens the most tokens in a batch, as the service counts them
     * @param fill the share of them that is used
     * @param ratio how many tokens the service counts for one that the embedder estimates
     */
    ChunkQueue(int maxInputs, long maxTokens, double fill, DoubleSupplier ratio) {
        this.maxInputs = maxInputs;
        this.maxTokens = maxTokens;
        this.fill = fill;
        this.ratio = ratio;
    }

    /** A queue for an embedder. A request never takes more than half of the quota of a minute. */
    static ChunkQueue of(Embedder embedder, int batchSize, DoubleSupplier ratio) {
        EmbedderLimits limits = embedder.limits();
        int inputs = Math.min(batchSize, limits.inputs());
        if (embedder instanceof Metered metered) {
            long perMinute = metered.quota().tokensPerMinute().orElse(Long.MAX_VALUE);
            return new ChunkQueue(inputs, Math.min(limits.tokensPerRequest(), perMinute / 2), FILL, ratio);
        }
        return new ChunkQueue(inputs, limits.tokensPerRequest(), 1, ratio);
    }

    /** Adds the chunks of a record that have no vector yet. */
    void add(RecordProgress record) {
        for (int i = 0; i < record.chunks().size(); i++) {
            if (record.isMissing(i)) {
                Entry entry = new Entry(record, i);
                entries.add(entry);
                tokens += entry.tokens();
            }
        }
    }

    /** Puts back chunks that were taken just now. */
    void putBack(List<Entry> taken) {
        for (int i = taken.size() - 1; i >= 0; i--) {
            entries.addFirst(taken.get(i));
            tokens += taken.get(i).tokens();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Limits the chunks in a batch from now on. */
    void limitInputs(int most) {
        maxInputs = Math.min(maxInputs, most);
    }

    /** Whether there is enough for a full request. */
    boolean hasFullBatch() {
        return entries.size() >= maxInputs || tokens >= room();
    }

    private long room() {
        return (long) Math.min((double) maxTokens, fill * maxTokens / ratio.getAsDouble());
    }

    /** The next batch, at most one request's worth; chunks of failed records are dropped on the way. */
    List<Entry> take() {
        List<Entry> batch = new ArrayList<>();
        long room = room();
        long sum = 0;
        for (Entry next = entries.peek(); next != null; next = entries.peek()) {
            if (next.record().isFailed()) {
                remove();
                continue;
            }
            if (batch.size() == maxInputs || (!batch.isEmpty() && sum + next.tokens() > room)) {
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
    record Entry(RecordProgress record, int index) {

        Chunk chunk() {
            return record.chunks().get(index);
        }

        int tokens() {
            return chunk().tokens();
        }
    }
}
