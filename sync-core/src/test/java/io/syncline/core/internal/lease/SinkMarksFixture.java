package io.syncline.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import java.time.Instant;
import java.util.Optional;

/** A sink, and the marks of one run after the other. */
final class SinkMarksFixture {

    private static final ModelKey KEY = new ModelKey("odoo:https://erp", ModelName.of("res.partner"));

    final FakeSink sink = new FakeSink();
    Optional<String> database = Optional.empty();
    private SinkMarks marks = marks(ModelState.NEW);

    private SinkMarks marks(ModelState before) {
        return new SinkMarks(sink.opened(), KEY, () -> database, before);
    }

    /** A state that relies on a mark. */
    static ModelState state(long mark) {
        return ModelState.NEW.toBuilder()
                .sinkMark(mark)
                .watermark(Instant.EPOCH)
                .fingerprint("now")
                .build();
    }

    /** The marks of the run that began last. */
    SinkMarks marks() {
        return marks;
    }

    /** Begins a run that finds a state, and returns why the state must start over. */
    Optional<String> begin(ModelState before, long epoch) {
        marks = marks(before);
        return marks.begin(epoch, sink.mark(KEY));
    }

    Optional<String> begin(ModelState before) {
        return begin(before, before.epoch());
    }

    /** Begins a run that finds a state which the sink agrees with, and relies on what the sink holds. */
    void rely(long stateMark) {
        assertThat(begin(state(stateMark))).isEmpty();
        marks.rely();
    }

    void write() {
        marks.beforeWrite();
        marks.written();
    }
}
