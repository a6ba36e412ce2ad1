package io.syncline.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run finds out about a sink that lost writes, at each moment at which it may lose them. */
class SinkMarksTest {

    private static final ModelKey KEY = new ModelKey("odoo:https://erp", ModelName.of("res.partner"));

    private final FakeSink sink = new FakeSink();
    private Optional<String> database = Optional.empty();
    private final SinkMarks marks = marks();

    private SinkMarks marks() {
        return new SinkMarks(sink, KEY, () -> database);
    }

    private static ModelState state(long mark) {
        return ModelState.NEW.toBuilder()
                .sinkMark(mark)
                .watermark(Instant.EPOCH)
                .fingerprint("now")
                .build();
    }

    private void begin(long stateMark) {
        assertThat(marks.begin(state(stateMark))).isEmpty();
        marks.rely(state(stateMark));
    }

    private void write() {
        marks.beforeWrite();
        marks.written();
    }

    @Test
    void sinkThatWasEmptiedShouldBeFoundBeforeTheRun() {
        assertThat(marks.begin(state(50))).contains(SinkLoss.REASON);
    }

    @Test
    void sinkThatWasRestoredFromAnOlderCopyShouldBeFoundBeforeTheRun() {
        sink.mark = 49;

        assertThat(marks.begin(state(50))).contains(SinkLoss.REASON);
    }

    @Test
    void sinkWithTheMarkOfTheStateShouldHaveLostNothing() {
        sink.mark = 50;

        assertThat(marks.begin(state(50))).isEmpty();
    }

    @Test
    void stateShouldKeepItsNumberWhenItStartsOverSoThatTheNextRunFindsTheLossToo() {
        sink.mark = 30;
        marks.begin(state(50));

        ModelState over = marks.startingOver(state(50));

        assertThat(over.watermark()).isEmpty();
        assertThat(over.fingerprint()).isEmpty();
        assertThat(over.sinkMark()).isEqualTo(50);
        assertThat(marks().begin(over)).isPresent();
    }

    @Test
    void numberThatTheSinkHadBeforeItsLossShouldNotBeUsedAgain() {
        sink.mark = 30;
        marks.begin(state(50));
        marks.rely(state(50));

        write();
        marks.prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(marks.onto(state(50)).sinkMark()).isEqualTo(52);
    }

    @Test
    void firstWriteShouldWaitForAMarkThatNoCopyWithoutItHas() {
        sink.mark = 50;
        begin(50);

        marks.beforeWrite();

        assertThat(sink.mark).isEqualTo(51);
        marks.beforeWrite();
        assertThat(sink.raises).isEqualTo(1);
    }

    @Test
    void lossBetweenAWriteAndTheSaveShouldBeFoundAtTheSave() {
        sink.mark = 50;
        begin(50);
        write();
        sink.mark = 50;

        marks.prove();

        assertThat(marks.isLost()).isTrue();
        assertThat(marks.failure()).isInstanceOf(TransientException.class).hasMessageContaining(SinkLoss.REASON);
    }

    @Test
    void lossOfAStoreThatWasNewShouldBeFoundAtTheSave() {
        begin(0);
        write();
        sink.mark = 0;

        marks.prove();

        assertThat(marks.isLost()).isTrue();
    }

    @Test
    void lossBeforeTheFirstWriteShouldStopTheWrite() {
        sink.mark = 50;
        begin(50);
        sink.mark = 20;

        assertThatThrownBy(marks::beforeWrite).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(marks::beforeWrite).isInstanceOf(LostRaceException.class);
        assertThat(marks.isLost()).isTrue();
        assertThat(sink.raises).isZero();
    }

    @Test
    void lossBetweenTheMarkAndTheSaveShouldBeFoundByTheNextRun() {
        sink.mark = 50;
        begin(50);
        write();
        marks.prove();
        sink.mark = 51;

        ModelState saved = marks.onto(state(50));

        assertThat(saved.sinkMark()).isEqualTo(52);
        assertThat(marks().begin(saved)).isPresent();
    }

    @Test
    void copyOfTheTimeBetweenMarkAndSaveShouldBeAcceptedSinceItHasWhatTheStateSays() {
        sink.mark = 51;

        assertThat(marks.begin(state(50))).isEmpty();
        assertThat(marks.onto(state(50)).sinkMark()).isEqualTo(51);
    }
}
