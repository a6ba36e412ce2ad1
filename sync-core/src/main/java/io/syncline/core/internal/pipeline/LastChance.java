package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The single text that is sent once more before its record fails. Nothing else is under way meanwhile: it would be blamed for
 * what that does to the service. Confined to the loop.
 */
final class LastChance {

    private @Nullable EmbedBatch batch;

    /** The text, or null if there is none, or nobody wants it any more. */
    @Nullable EmbedBatch batch() {
        return isOpen() ? batch : null;
    }

    /** Whether a text is to be sent, or on its way. */
    boolean isOpen() {
        return batch != null && batch.isWanted();
    }

    void give(EmbedBatch suspect) {
        batch = suspect;
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
