package io.syncline.core.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * The single text that is sent once more before its record fails. One at a time: two of them would be blamed for each other.
 * Confined to the loop.
 */
final class LastChance {

    private @Nullable EmbedBatch batch;

    /** Whether a text is being sent. One that nobody wants any more is not. */
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
