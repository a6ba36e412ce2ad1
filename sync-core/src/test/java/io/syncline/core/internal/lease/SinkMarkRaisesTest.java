package io.syncline.core.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a run raises the mark of its sink, and how. */
class SinkMarkRaisesTest {

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
    void runAfterOneThatDiedShouldRaiseTheMarkEvenIfItWritesNothing() {
        sink.mark = 51;
        begin(50);
        assertThat(marks.isUnproved()).isTrue();

        marks.prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(marks.isUnproved()).isFalse();
    }

    @Test
    void markShouldRiseBeforeTheComparisonAfterARunThatDidNotEnd() {
        sink.mark = 50;
        assertThat(marks.begin(state(50))).isEmpty();
        assertThat(marks.rely(state(50))).isFalse();
        marks.distrust();
        assertThat(marks.rely(state(50))).isTrue();
        assertThat(marks.rely(state(49))).isTrue();
    }

    @Test
    void runOverPointsWithoutAMarkShouldRaiseOne() {
        begin(0);

        marks.prove();

        assertThat(sink.mark).isEqualTo(1);
    }

    @Test
    void runThatChangesNothingShouldLeaveTheMark() {
        sink.mark = 50;
        begin(50);

        assertThat(marks.isUnproved()).isFalse();
        marks.prove();

        assertThat(sink.raises).isZero();
    }

    @Test
    void runThatReliesOnNothingShouldRaiseNoMark() {
        marks.begin(state(50));

        write();
        marks.prove();

        assertThat(sink.raises).isZero();
    }

    @Test
    void eachSaveAfterAWriteShouldRaiseTheMark() {
        sink.mark = 50;
        begin(50);
        write();
        marks.prove();

        write();
        assertThat(marks.isUnproved()).isTrue();
        marks.prove();

        assertThat(sink.mark).isEqualTo(53);
    }

    @Test
    void greaterMarkOfAnotherStateStoreShouldBePassed() {
        sink.mark = 50;
        begin(50);
        write();
        sink.mark = 60;

        marks.prove();

        assertThat(marks.isLost()).isFalse();
        assertThat(sink.mark).isEqualTo(61);
        assertThat(marks.onto(state(50)).sinkMark()).isEqualTo(61);
    }

    @Test
    void markThatKeepsChangingShouldBeATransientFailureThatIsRetried() {
        sink.mark = 50;
        begin(50);
        sink.beforeRaising = () -> sink.mark++;

        assertThatThrownBy(marks::beforeWrite).isInstanceOf(TransientException.class);
        sink.beforeRaising = () -> {};
        marks.beforeWrite();

        assertThat(marks.isUnproved()).isFalse();
    }

    @Test
    void lostAnswerShouldBeLookedUp() {
        sink.mark = 50;
        begin(50);
        sink.losesAnswers = true;

        marks.beforeWrite();

        assertThat(sink.mark).isEqualTo(51);
        assertThat(marks.onto(state(50)).sinkMark()).isEqualTo(51);
    }

    @Test
    void lostRequestShouldBeRepeated() {
        sink.mark = 50;
        begin(50);
        write();
        sink.losesRequests = true;
        assertThatThrownBy(marks::prove).isInstanceOf(UnknownOutcomeException.class);
        assertThat(marks.isUnproved()).isTrue();

        sink.losesRequests = false;
        marks.prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(marks.isLost()).isFalse();
    }

    @Test
    void sinkThatCannotBeReachedShouldLeaveTheWritesUnproved() {
        sink.mark = 50;
        begin(50);
        write();
        sink.failure = new TransientException("Down", null);
        assertThatThrownBy(marks::prove).isSameAs(sink.failure);

        assertThat(marks.isUnproved()).isTrue();
        assertThat(marks.onto(state(50)).sinkMark()).as("what is proved").isEqualTo(51);
    }

    @Test
    void markShouldCarryTheDatabaseOfTheSource() {
        database = Optional.of("uuid-1");
        begin(0);
        marks.prove();
        assertThat(sink.database).contains("uuid-1");

        database = Optional.empty();
        write();
        marks.prove();

        assertThat(sink.database).as("not readable now").contains("uuid-1");
    }
}
