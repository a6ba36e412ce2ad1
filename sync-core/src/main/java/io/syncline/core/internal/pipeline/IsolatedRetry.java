package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The retry of a batch while nothing else is in flight: the last attempt of a text before its record fails, or of texts before
 * they are halved for their rate. Nothing else is in flight since the control was sent either: one of the other texts may
 * break the service for a while, and this batch would fail with it. At most one batch is retried so. Confined to the loop.
 */
final class IsolatedRetry {

    private @Nullable EmbedBatch batch;
    private long startedAt;
    private boolean controlled;

    /** The batch, or null if there is none, or none of its records is wanted any more. */
    @Nullable EmbedBatch batch() {
        return isOpen() ? batch : null;
    }

    /** Whether a batch is to be sent so, or was. */
    boolean isOpen() {
        return batch != null && batch.isWanted();
    }

    /**
     * Retries a batch.
     *
     * @param wasControlled whether nothing else was in flight since the control was sent that was just embedded
     */
    void start(EmbedBatch retried, long now, boolean wasControlled) {
        batch = retried;
        startedAt = now;
        controlled = wasControlled;
    }

    /** Whether the control has to be sent first, while nothing else is in flight. */
    boolean needsControl() {
        return isOpen() && !controlled;
    }

    /** The control was embedded while nothing else was in flight. */
    void controlled() {
        controlled = true;
    }

    /** Whether this batch is retried so, and has been for less than a time. */
    boolean isWithin(long nanos, EmbedBatch sent, long now) {
        return isSame(sent) && now - startedAt < nanos;
    }

    /** Ends the retry if it was of a batch that was embedded or has failed; answers whether it was. */
    boolean end(EmbedBatch ended) {
        boolean isolated = isSame(ended);
        if (isolated) {
            batch = null;
        }
        return isolated;
    }

    @SuppressWarnings("ReferenceEquality") // batches have no identity but their own
    private boolean isSame(EmbedBatch other) {
        return other == batch;
    }

    void clear() {
        batch = null;
    }
}
