package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The text that is sent once more before its record fails, or the texts that are before they are halved for their rate.
 * Nothing else is under way meanwhile, nor since the control was sent that shows that the service is well: they would be
 * blamed for what that does to the service. Confined to the loop.
 */
final class LastChance {

    private @Nullable EmbedBatch batch;
    private long givenAt;
    private boolean ready;

    /** The texts, or null if there are none, or nobody wants them any more. */
    @Nullable EmbedBatch batch() {
        return isOpen() ? batch : null;
    }

    /** Whether it is to be sent, or on its way. */
    boolean isOpen() {
        return batch != null && batch.isWanted();
    }

    /**
     * Gives a batch its last chance.
     *
     * @param alone whether nothing else was under way since the control was sent that was embedded now
     */
    void give(EmbedBatch suspect, long now, boolean alone) {
        batch = suspect;
        givenAt = now;
        ready = alone;
    }

    /** Whether the control has to be sent first, while nothing else is under way. */
    boolean needsControl() {
        return isOpen() && !ready;
    }

    /** The control was embedded while nothing else was under way. */
    void ready() {
        ready = true;
    }

    /** Whether a batch has its last chance, and has had it for less than a time. */
    boolean lasts(EmbedBatch sent, long nanos, long now) {
        return isSame(sent) && now - givenAt < nanos;
    }

    /** Notes that a batch was embedded or has failed; answers whether it was the one with the last chance. */
    boolean end(EmbedBatch ended) {
        boolean last = isSame(ended);
        if (last) {
            batch = null;
        }
        return last;
    }

    @SuppressWarnings("ReferenceEquality") // batches have no identity but their own
    private boolean isSame(EmbedBatch other) {
        return other == batch;
    }

    void clear() {
        batch = null;
    }
}
