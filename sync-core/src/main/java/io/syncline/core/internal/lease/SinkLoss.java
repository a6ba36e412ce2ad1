package io.syncline.core.internal.lease;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Optional;

/** Finds out whether a sink has lost what a state relies on, or has what the state does not know. */
public final class SinkLoss {

    /** What is said of a sink that has lost writes. */
    static final String REASON = "the sink lost writes: it was emptied, or restored from an older copy";

    /** What is said of a sink that somebody else has written. */
    static final String UNKNOWN_WRITES =
            "the sink has writes that the saved state does not know: the state was restored from"
                    + " an older copy, or another metadata store is used with this sink";

    /** What is said of a mark that does not stand for the writes that a state relies on. */
    private static final String OTHER_MARK = "a run under the new name has marked the sink";

    private SinkLoss() {}

    /** Why the state must start over, or empty if the sink holds what it relies on and nothing else. Blocks. */
    public static Optional<String> of(VectorSink sink, ModelKey key, ModelState state) {
        return of(sink.mark(key), state);
    }

    /**
     * Why a state must start over.
     *
     * @param state as it was before this run acquired the lease
     */
    public static Optional<String> of(Optional<SinkMark> mark, ModelState state) {
        if (value(mark) < state.sinkMark()) {
            return Optional.of(REASON);
        }
        return hasUnknownWrites(mark, state) ? Optional.of(UNKNOWN_WRITES) : Optional.empty();
    }

    /** What it says of the settings may be as outdated as its watermark. */
    private static boolean hasUnknownWrites(Optional<SinkMark> mark, ModelState state) {
        return claims(state) && MarkNumbers.epoch(value(mark)) > state.epoch();
    }

    /**
     * What of a state remains when it gets another epoch. Afterwards nothing shows any more that the sink had writes of runs
     * which the state does not know, so a state with such writes starts over with the same save.
     *
     * @param mark as it was before the state was read
     */
    static ModelState known(Optional<SinkMark> mark, ModelState state) {
        return hasUnknownWrites(mark, state) ? state.startingOver() : state;
    }

    /**
     * Why a state must start over before its model gets another name. Under that name, the greater of both marks counts from
     * then on, so it must be the one that the state relies on.
     *
     * @param mark under the present name
     * @param other under the other name
     * @param state as it was before this run acquired the lease
     */
    public static Optional<String> ofRename(Optional<SinkMark> mark, Optional<SinkMark> other, ModelState state) {
        boolean moved = state.sinkMark() > 0 && value(other) == state.sinkMark();
        if (moved) {
            // by a rename that was interrupted
            return Optional.empty();
        }
        boolean covered = other.isPresent() && value(other) >= state.sinkMark();
        return of(mark, state).or(() -> covered && claims(state) ? Optional.of(OTHER_MARK) : Optional.empty());
    }

    private static boolean claims(ModelState state) {
        return !state.equals(state.startingOver());
    }

    static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }
}
