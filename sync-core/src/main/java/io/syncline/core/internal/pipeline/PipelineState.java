package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SyncException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of its phases a pipeline is in, and why it ends.
 *
 * <pre>
 *   READING ---- end of feed, failed fetch ----> DRAINING
 *      |                                            |
 *      +------------------ cancel ------------------+----> CANCELLED ---- patience over ----> STORING
 *
 *   READING, DRAINING, CANCELLED, STORING ---- failure ----> ABORTING
 *   DRAINING, CANCELLED, STORING, ABORTING ---- nothing left to do ----> ENDED
 * </pre>
 *
 * What is left to do depends on the phase, see {@link #endIf}. The first failure is the one that is reported.
 */
final class PipelineState {

    /** What the pipeline still does. */
    enum Phase {
        /** Everything. */
        READING,
        /** Finishes the pages that it has; fetches none. */
        DRAINING,
        /** Finishes the pages that it has, if that can be done soon. */
        CANCELLED,
        /** Stores what is embedded; embeds nothing more. */
        STORING,
        /** Waits for the calls in flight; everything that waited was dropped. */
        ABORTING,
        /** Nothing. */
        ENDED
    }

    private Phase phase = Phase.READING;
    private @Nullable SyncException failure;

    Phase phase() {
        return phase;
    }

    Optional<SyncException> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isReading() {
        return phase == Phase.READING;
    }

    boolean mayEmbed() {
        return phase == Phase.READING || phase == Phase.DRAINING || phase == Phase.CANCELLED;
    }

    boolean mayStore() {
        return mayEmbed() || phase == Phase.STORING;
    }

    void feedEnded() {
        if (phase == Phase.READING) {
            phase = Phase.DRAINING;
        }
    }

    /** Pages that were fetched before are still finished. */
    void fetchFailed(SyncException cause) {
        note(cause);
        feedEnded();
    }

    /** Answers whether that changed anything. */
    boolean cancel() {
        boolean changes = phase == Phase.READING || phase == Phase.DRAINING;
        if (changes) {
            phase = Phase.CANCELLED;
        }
        return changes;
    }

    /** Answers whether that changed anything. */
    boolean patienceOver() {
        boolean changes = phase == Phase.CANCELLED;
        if (changes) {
            phase = Phase.STORING;
        }
        return changes;
    }

    void fail(SyncException cause) {
        if (phase != Phase.ENDED) {
            note(cause);
            phase = Phase.ABORTING;
        }
    }

    /**
     * Ends if nothing is left to do.
     *
     * @param calling whether a call is in flight
     * @param pagesLeft whether a page is not finished
     * @param writesLeft whether a record waits to be stored
     * @return whether it ended now
     */
    boolean endIf(boolean calling, boolean pagesLeft, boolean writesLeft) {
        boolean left = switch (phase) {
            case READING, ENDED -> true;
            case DRAINING, CANCELLED -> pagesLeft;
            case STORING -> pagesLeft && writesLeft;
            case ABORTING -> false;
        };
        if (calling || left) {
            return false;
        }
        phase = Phase.ENDED;
        return true;
    }

    private void note(SyncException cause) {
        if (failure == null) {
            failure = cause;
        }
    }
}
