package io.syncline.core.internal.lease;

import static io.syncline.core.internal.lease.SinkMarksFixture.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RunKind;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a run raises the mark of its sink, and how. */
class SinkMarkRaisesTest {

    private final SinkMarksFixture run = new SinkMarksFixture();
    private final FakeSink sink = run.sink;

    @Test
    void runAfterOneThatDiedShouldRaiseTheMarkEvenIfItWritesNothing() {
        sink.mark = 51;
        run.rely(50);
        assertThat(run.marks().isUnproved()).isTrue();

        run.marks().prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(run.marks().isUnproved()).isFalse();
    }

    @Test
    void markShouldRiseBeforeTheComparisonAfterARunThatDidNotEnd() {
        sink.mark = 50;
        run.begin(state(50));
        assertThat(run.marks().rely()).isFalse();

        run.begin(state(50).toBuilder().lease(lease()).build());
        assertThat(run.marks().rely()).isTrue();

        run.begin(state(49));
        assertThat(run.marks().rely()).isTrue();
    }

    @Test
    void runOverPointsWithoutAMarkShouldRaiseOne() {
        run.rely(0);

        run.marks().prove();

        assertThat(sink.mark).isEqualTo(1);
    }

    @Test
    void runThatChangesNothingShouldLeaveTheMark() {
        sink.mark = 50;
        run.rely(50);

        assertThat(run.marks().isUnproved()).isFalse();
        run.marks().prove();

        assertThat(sink.raises).isZero();
    }

    @Test
    void runThatReliesOnNothingShouldRaiseNoMark() {
        run.begin(state(50));

        run.write();
        run.marks().prove();

        assertThat(sink.raises).isZero();
    }

    @Test
    void eachSaveAfterAWriteShouldRaiseTheMark() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        run.marks().prove();

        run.write();
        assertThat(run.marks().isUnproved()).isTrue();
        run.marks().prove();

        assertThat(sink.mark).isEqualTo(53);
    }

    @Test
    void greaterMarkOfAnotherStateStoreShouldBePassed() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        sink.mark = 60;

        run.marks().prove();

        assertThat(run.marks().isLost()).isFalse();
        assertThat(sink.mark).isEqualTo(61);
        assertThat(run.marks().onto(state(50)).sinkMark()).isEqualTo(61);
    }

    /** Another process has deleted the store and created it again, before this run has raised its first mark. */
    @Test
    void nothingShouldBeWrittenIntoAnotherStoreThatHasNoMarkYet() {
        run.rely(0);
        sink.id = "store-2";

        assertThatThrownBy(run.marks()::beforeWrite)
                .isInstanceOf(LostRaceException.class)
                .hasMessageContaining("Start it again");

        assertThat(sink.raises).isZero();
    }

    @Test
    void nothingShouldBeWrittenIntoAnotherStoreThatHasAMark() {
        run.rely(0);
        sink.id = "store-2";
        sink.mark = 70;

        assertThatThrownBy(run.marks()::beforeWrite).isInstanceOf(LostRaceException.class);

        assertThat(sink.mark).isEqualTo(70);
    }

    @Test
    void markThatKeepsChangingShouldBeATransientFailureThatIsRetried() {
        sink.mark = 50;
        run.rely(50);
        sink.beforeRaising = () -> sink.mark++;

        assertThatThrownBy(run.marks()::beforeWrite).isInstanceOf(TransientException.class);
        sink.beforeRaising = () -> {};
        run.marks().beforeWrite();

        assertThat(run.marks().isUnproved()).isFalse();
    }

    @Test
    void lostAnswerShouldBeLookedUp() {
        sink.mark = 50;
        run.rely(50);
        sink.losesAnswers = true;

        run.marks().beforeWrite();

        assertThat(sink.mark).isEqualTo(51);
        assertThat(run.marks().onto(state(50)).sinkMark()).isEqualTo(51);
    }

    @Test
    void lostRequestShouldBeRepeated() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        sink.losesRequests = true;
        assertThatThrownBy(run.marks()::prove).isInstanceOf(UnknownOutcomeException.class);
        assertThat(run.marks().isUnproved()).isTrue();

        sink.losesRequests = false;
        run.marks().prove();

        assertThat(sink.mark).isEqualTo(52);
        assertThat(run.marks().isLost()).isFalse();
    }

    @Test
    void sinkThatCannotBeReachedShouldLeaveTheWritesUnproved() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        sink.failure = new TransientException("Down", null);
        assertThatThrownBy(run.marks()::prove).isSameAs(sink.failure);

        assertThat(run.marks().isUnproved()).isTrue();
        assertThat(run.marks().onto(state(50)).sinkMark()).as("what is proved").isEqualTo(51);
    }

    @Test
    void markShouldCarryTheDatabaseOfTheSource() {
        run.database = Optional.of("uuid-1");
        run.rely(0);
        run.marks().prove();
        assertThat(sink.database).contains("uuid-1");

        run.database = Optional.empty();
        run.write();
        run.marks().prove();

        assertThat(sink.database).as("not readable now").contains("uuid-1");
    }

    @Test
    void markShouldRiseBeforeTheComparisonWhereThereIsNone() {
        assertThat(run.begin(state(0))).isEmpty();

        assertThat(run.marks().rely()).isTrue();
    }

    @Test
    void firstMarkOfARunShouldShowTheEpochThatItWritesUnder() {
        sink.mark = 50;
        run.begin(state(50), 700);
        run.marks().rely();

        run.write();
        assertThat(MarkNumbers.epoch(sink.mark)).isEqualTo(700);
        run.marks().prove();

        assertThat(sink.mark).isEqualTo(MarkNumbers.next(700, 0) + 1);
    }

    @Test
    void cleanupShouldShowTheEpochThatItWritesUnderOnce() {
        sink.mark = 50;
        run.begin(state(50), 700);

        run.write();
        run.write();
        run.marks().prove();

        assertThat(MarkNumbers.epoch(sink.mark)).isEqualTo(700);
        assertThat(sink.raises).isEqualTo(1);
    }

    @Test
    void epochsThatTheSinkHasSeenShouldBeKnownFromTheMark() {
        sink.mark = MarkNumbers.next(700, 0) + 3;

        run.begin(ModelState.NEW, 600);

        assertThat(run.marks().greatestEpoch()).isEqualTo(700);
    }

    @Test
    void writeWhileTheMarkRisesShouldNotCountAsProved() {
        sink.mark = 50;
        run.rely(50);
        sink.beforeRaising = run.marks()::written;

        run.marks().beforeWrite();

        assertThat(run.marks().isUnproved()).isTrue();
    }

    @Test
    void writesShouldStayUnprovedUntilTheMarkOfAControlHasRisen() {
        sink.mark = 50;
        run.rely(50);
        run.write();
        List<Boolean> unproved = new ArrayList<>();
        sink.beforeRaising = () -> unproved.add(run.marks().isUnproved());

        run.marks().control();

        assertThat(unproved).containsExactly(true);
        assertThat(run.marks().isUnproved()).isFalse();
    }

    @Test
    void writeDuringAControlThatFailsShouldStayUnproved() {
        sink.mark = 50;
        run.rely(50);
        run.marks().beforeWrite();
        sink.beforeRaising = run.marks()::written;
        sink.losesRequests = true;

        assertThatThrownBy(run.marks()::control).isInstanceOf(UnknownOutcomeException.class);

        assertThat(run.marks().isUnproved()).isTrue();
    }

    private static Lease lease() {
        return Lease.builder()
                .owner("dead")
                .kind(RunKind.SYNC)
                .startedAt(Instant.EPOCH)
                .expiresAt(Instant.EPOCH)
                .build();
    }
}
