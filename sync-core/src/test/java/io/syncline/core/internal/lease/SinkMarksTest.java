package io.syncline.core.internal.lease;

import static io.syncline.core.internal.lease.SinkMarksFixture.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.metadata.ModelState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run finds out about a sink that lost writes, at each moment at which it may lose them. */
class SinkMarksTest {

    private final SinkMarksFixture run = new SinkMarksFixture();
    private final FakeSink sink = run.sink;

    @Test
    void sinkThatWasEmptiedShouldBeFoundBeforeTheRun() {
        assertThat(run.begin(state(50))).contains(SinkLoss.REASON);
    }

    @Test
    void sinkThatWasRestoredFromAnOlderCopyShouldBeFoundBeforeTheRun() {
        sink.mark = 49;

        assertThat(run.begin(state(50))).contains(SinkLoss.REASON);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MAX_VALUE - 1, (ModelState.MAX_EPOCH << 20) + 1})
    void markThatNoRunHasWrittenShouldBeRefusedAndNothingChanged(long mark) {
        sink.mark = mark;

        assertThatThrownBy(() -> run.begin(state(50)))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("odoo:https://erp")
                .hasMessageContaining("res.partner")
                .hasMessageContaining(String.valueOf(mark));
        assertThat(sink.mark).isEqualTo(mark);
    }

    @Test
    void markShouldRiseUnderTheGreatestEpoch() {
        sink.mark = 50;
        run.begin(state(50), ModelState.MAX_EPOCH);
        run.marks().rely();

        run.write();

        assertThat(sink.mark).isEqualTo(ModelState.MAX_EPOCH << 20);
    }

    @Test
    void sinkWithTheMarkOfTheStateShouldHaveLostNothing() {
        sink.mark = 50;

        assertThat(run.begin(state(50))).isEmpty();
    }

    @Test
    void stateShouldKeepItsNumberWhenItStartsOverSoThatTheNextRunFindsTheLossToo() {
        sink.mark = 30;
        run.begin(state(50));

        ModelState over = run.marks().startingOver(state(50));

        assertThat(over.watermark()).isEmpty();
        assertThat(over.fingerprint()).isEmpty();
        assertThat(over.sinkMark()).isEqualTo(50);
        assertThat(run.begin(over)).isPresent();
    }

    @Test
    void numberThatTheSinkHadBeforeItsLossShouldNotBeUsedAgain() {
        sink.mark = 30;
        run.begin(state(50));
        run.marks().rely();

        run.write();
        run.marks().prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(run.marks().onto(state(50)).sinkMark()).isEqualTo(52);
    }

    @Test
    void firstWriteShouldWaitForAMarkThatNoCopyWithoutItHas() {
        sink.mark = 50;
        run.rely(50);

        run.marks().beforeWrite();

        assertThat(sink.mark).isEqualTo(51);
        run.marks().beforeWrite();
        assertThat(sink.raises).isEqualTo(1);
    }

    @Test
    void lossBetweenAWriteAndTheSaveShouldBeFoundAtTheSave() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        sink.mark = 50;

        run.marks().prove();

        assertThat(run.marks().isLost()).isTrue();
        assertThat(run.marks().failure()).isInstanceOf(TransientException.class).hasMessageContaining(SinkLoss.REASON);
    }

    @Test
    void lossOfAStoreThatWasNewShouldBeFoundAtTheSave() {
        run.rely(0);
        run.write();
        sink.mark = 0;

        run.marks().prove();

        assertThat(run.marks().isLost()).isTrue();
    }

    @Test
    void lossBeforeTheFirstWriteShouldStopTheWrite() {
        sink.mark = 50;
        run.rely(50);
        sink.mark = 20;

        assertThatThrownBy(run.marks()::beforeWrite).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(run.marks()::beforeWrite).isInstanceOf(LostRaceException.class);
        assertThat(run.marks().isLost()).isTrue();
        assertThat(sink.raises).isZero();
    }

    @Test
    void lossBetweenTheMarkAndTheSaveShouldBeFoundByTheNextRun() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        run.marks().prove();
        sink.mark = 51;

        ModelState saved = run.marks().onto(state(50));

        assertThat(saved.sinkMark()).isEqualTo(52);
        assertThat(run.begin(saved)).isPresent();
    }

    @Test
    void copyOfTheTimeBetweenMarkAndSaveShouldBeAcceptedSinceItHasWhatTheStateSays() {
        sink.mark = 51;

        assertThat(run.begin(state(50))).isEmpty();
        assertThat(run.marks().onto(state(50)).sinkMark()).isEqualTo(51);
    }

    @Test
    void stateThatDoesNotKnowOfARunThatWroteShouldStartOver() {
        sink.mark = MarkNumbers.next(700, 0);

        assertThat(run.begin(state(50).toBuilder().epoch(600).build())).contains(SinkLoss.UNKNOWN_WRITES);
        assertThat(run.begin(state(50).toBuilder().epoch(700).build()))
                .as("a run that died between mark and state")
                .isEmpty();
        assertThat(run.begin(ModelState.NEW)).as("a new state").isEmpty();
    }
}
