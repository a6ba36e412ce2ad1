package io.syncline.core.internal.lease;

import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Optional;

/** Finds out whether a sink has lost what a state relies on. */
public final class SinkLoss {

    /** What is said of such a sink. */
    static final String REASON = "the sink lost writes: it was emptied, or restored from an older copy";

    private SinkLoss() {}

    /** Why the state must start over, or empty if the sink still holds what it relies on. Blocks. */
    public static Optional<String> of(VectorSink sink, ModelKey key, ModelState state) {
        return of(sink.mark(key), state);
    }

    static Optional<String> of(Optional<SinkMark> mark, ModelState state) {
        return value(mark) < state.sinkMark() ? Optional.of(REASON) : Optional.empty();
    }

    static long value(Optional<SinkMark> mark) {
        return mark.map(SinkMark::value).orElse(0L);
    }
}
