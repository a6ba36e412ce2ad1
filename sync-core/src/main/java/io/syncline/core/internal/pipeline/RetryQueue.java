package io.syncline.core.internal.pipeline;

import io.syncline.api.RunPause;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Batches that were sent before and are to be sent again, or are parts of such a batch. Confined to the loop. */
final class RetryQueue {

    private final Deque<EmbedBatch> batches = new ArrayDeque<>();

    boolean isEmpty() {
        return batches.isEmpty();
    }

    void clear() {
        batches.clear();
    }

    void addFirst(EmbedBatch batch) {
        batches.addFirst(batch);
    }

    void addLast(EmbedBatch batch) {
        batches.addLast(batch);
    }

    /** Removes the first batch that is due, or returns null; batches that nobody wants any more are dropped on the way. */
    @Nullable EmbedBatch next(long now) {
        for (Iterator<EmbedBatch> waiting = batches.iterator(); waiting.hasNext(); ) {
            EmbedBatch batch = waiting.next();
            if (!batch.isWanted()) {
                waiting.remove();
            } else if (batch.isDue(now)) {
                waiting.remove();
                return batch;
            }
        }
        return null;
    }

    /** Why the run waits if nothing else is to be done: until the first of them is due. */
    WaitCause waitCause(EmbedderFingerprint embedder, long now) {
        return batches.stream()
                .filter(batch -> !batch.isDue(now))
                .min(Comparator.comparingLong(EmbedBatch::notBefore))
                .map(batch -> new WaitCause(
                        RunPause.Reason.OUTAGE,
                        embedder.toString(),
                        batch.cause(),
                        batch.firstFailedAt(),
                        batch.notBefore()))
                .orElse(WaitCause.NONE);
    }
}
