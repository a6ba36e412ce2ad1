package io.syncline.core.internal.lease;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.RunKind;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.runtime.Retrier;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.vector.ModelKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StateWriterTest {

    private static final RecordId ID = RecordId.of(3);
    private static final ModelKey KEY = new ModelKey("odoo:https://erp", ModelName.of("res.partner"));

    private final FakeMetadataStore store = new FakeMetadataStore();
    private final InlineLoop loop = new InlineLoop();
    private final HeldLease lease = requireNonNull(
            new LeaseManager(store.access(), new LeaseClock(Duration.ofMinutes(1), loop::nanoTime), "file records.db")
                    .acquire(RunKind.SYNC, "first", 0, Optional.empty())
                    .lease());
    private final FakeSink sink = new FakeSink();
    private final SinkMarks marks = new SinkMarks(sink.opened(), KEY, Optional::empty, ModelState.NEW);
    private final StateWriter writer = new StateWriter(retrier(), retrier(), store.access(), lease, marks);

    private Retrier retrier() {
        return Retrier.once(loop, new Random(1));
    }

    /** Begins a run that has written something. */
    private void write() {
        marks.begin(lease.epoch(), sink.mark(KEY));
        marks.rely();
        marks.beforeWrite();
        marks.written();
        store.writes.clear();
    }

    private static void fail(StateWriter writer) {
        writer.failed(List.of(new RecordFailure(ID, "broken")));
    }

    private static FailedRecord failure(RecordId id) {
        return new FailedRecord(id, "broken", 1, Instant.EPOCH, Instant.EPOCH);
    }

    @Test
    void failuresShouldBeStoredBeforeTheStateAndRemovedBeforeItToo() {
        store.writes.clear();
        writer.failed(List.of(new RecordFailure(ID, "broken")));
        writer.resolved(List.of(RecordId.of(4)));
        assertThat(writer.hasUnsavedFailures()).isTrue();

        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(store.writes).containsExactly("put", "count", "remove", "state");
        assertThat(writer.hasUnsavedFailures()).isFalse();
    }

    @Test
    void storeShouldNotBeAskedToRemoveFailuresWhenThereAreNone() {
        store.writes.clear();
        writer.resolved(List.of(ID));
        writer.save(state -> state, 1, OptionalLong.empty()).join();
        writer.resolved(List.of(RecordId.of(4)));
        assertThat(writer.hasUnsavedFailures()).isFalse();

        writer.save(state -> state, 2, OptionalLong.empty()).join();

        assertThat(store.writes).containsExactly("count", "state", "state");
    }

    @Test
    void failureOfThisRunShouldEndWhenItsRecordIsStoredLater() {
        writer.resolved(List.of(RecordId.of(4)));
        writer.save(state -> state, 1, OptionalLong.empty()).join();
        fail(writer);
        writer.save(state -> state, 1, OptionalLong.empty()).join();

        writer.resolved(List.of(ID));
        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(store.failures).isEmpty();
    }

    @Test
    void lastWordOnARecordShouldCount() {
        store.failures.put(ID, failure(ID));
        fail(writer);
        writer.resolved(List.of(ID));
        writer.resolved(List.of(RecordId.of(4)));
        writer.failed(List.of(new RecordFailure(RecordId.of(4), "broken")));

        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(store.failures).containsOnlyKeys(RecordId.of(4));
    }

    @Test
    void markShouldRiseBeforeTheComparisonAndBeforeTheFirstSaveAfterARunThatDidNotEnd() {
        sink.mark = 4;
        store.replace(lease.state().toBuilder().sinkMark(4).build());
        SinkMarks takeover = new SinkMarks(sink.opened(), KEY, Optional::empty, lease.state());
        StateWriter after = new StateWriter(retrier(), retrier(), store.access(), lease, takeover);
        takeover.begin(lease.epoch(), sink.mark(KEY));

        after.rely().join();
        assertThat(sink.mark).isEqualTo(MarkNumbers.next(lease.epoch(), 0));

        after.save(state -> state, 1, OptionalLong.empty()).join();
        assertThat(sink.mark).isEqualTo(MarkNumbers.next(lease.epoch(), 0) + 1);
    }

    @Test
    void epochShouldBeNoSmallerThanAnyThatTheSinkHasSeen() {
        long seen = lease.epoch() + 900;
        sink.mark = MarkNumbers.next(seen, 0);
        marks.begin(lease.epoch(), sink.mark(KEY));

        writer.outrank().join();

        assertThat(lease.epoch()).isEqualTo(seen);
        assertThat(store.current.state().epoch()).isEqualTo(seen);
        writer.save(state -> state, 1, OptionalLong.empty()).join();
        assertThat(store.current.state().epoch()).isEqualTo(seen);
        assertThat(store.current.state().lease()).isPresent();
    }

    @Test
    void epochThatTheSinkHasNotSeenShouldStay() {
        marks.begin(lease.epoch(), sink.mark(KEY));
        long epoch = lease.epoch();
        store.writes.clear();

        writer.outrank().join();

        assertThat(lease.epoch()).isEqualTo(epoch);
        assertThat(store.writes).isEmpty();
    }

    @Test
    void markShouldBeRaisedBeforeTheSaveAndItsNumberBeInTheState() {
        write();

        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(sink.mark).isEqualTo(MarkNumbers.next(lease.epoch(), 0) + 1);
        assertThat(store.current.state().sinkMark()).isEqualTo(sink.mark);
        assertThat(store.writes).containsExactly("state");
    }

    @Test
    void failureShouldNotBeForgottenBeforeTheStateHasTheNumberOfTheMark() {
        write();
        store.failures.put(ID, failure(ID));
        writer.resolved(List.of(ID));

        writer.save(state -> state, 1, OptionalLong.empty()).join();

        assertThat(store.writes).containsExactly("count", "state", "remove", "state");
    }

    @Test
    void saveShouldWaitForTheSinkWhileTheLeaseIsRenewed() {
        write();
        loop.hold = true;
        CompletableFuture<Void> saved =
                writer.save(state -> state.toBuilder().recordsSynced(7).build(), 7, OptionalLong.empty());
        assertThat(writer.isProving()).isTrue();
        assertThat(writer.isSaving()).isFalse();

        CompletableFuture<Void> renewed = writer.renew(7, OptionalLong.empty());
        loop.waiting.removeLast().run();

        assertThat(renewed).isCompleted();
        assertThat(saved).isNotDone();
        assertThat(store.current.state().recordsSynced()).isZero();
        assertThat(store.current.state().sinkMark()).isZero();

        loop.release();
        loop.release();
        assertThat(saved).isCompleted();
        assertThat(store.current.state().recordsSynced()).isEqualTo(7);
    }

    @Test
    void nothingShouldBeSavedWhenTheSinkCannotBeReachedAndFailuresBeKept() {
        write();
        sink.failure = new TransientException("Down", null);
        fail(writer);

        assertThat(writer.save(state -> state, 1, OptionalLong.empty())).isCompletedExceptionally();

        assertThat(store.writes).isEmpty();
        assertThat(writer.hasUnsavedFailures()).isTrue();
        writer.releaseUnproved(state -> state).join();
        assertThat(store.failures).containsOnlyKeys(ID);
        assertThat(store.current.state().lease()).isEmpty();
    }

    @Test
    void nothingShouldBeSavedWhenTheSinkHasLostWrites() {
        write();
        sink.mark = 0;

        assertThat(writer.save(state -> state, 1, OptionalLong.empty()))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining(SinkLoss.REASON);

        assertThat(store.writes).isEmpty();
        assertThat(marks.isLost()).isTrue();
    }

    @Test
    void stateShouldStartOverWithoutWaitingForTheSink() {
        store.replace(
                lease.state().toBuilder().sinkMark(9).watermark(Instant.EPOCH).build());
        SinkMarks lost = new SinkMarks(sink.opened(), KEY, Optional::empty, store.current.state());
        assertThat(lost.begin(lease.epoch(), sink.mark(KEY))).isPresent();

        new StateWriter(retrier(), retrier(), store.access(), lease, lost)
                .startOver()
                .join();

        assertThat(store.current.state().watermark()).isEmpty();
        assertThat(store.current.state().sinkMark()).isEqualTo(9);
        assertThat(store.current.state().lease()).isPresent();
        assertThat(sink.raises).isZero();
    }

    @Test
    void repeatedFailureShouldCountItsAttemptsAndKeepItsFirstTime() {
        Instant first = lease.granted().startedAt().minusSeconds(5);
        store.failures.put(ID, new FailedRecord(ID, "broken", 1, first, first));
        writer.failed(List.of(new RecordFailure(ID, "still broken")));

        writer.save(state -> state, 0, OptionalLong.empty()).join();

        assertThat(store.failures.get(ID)).isEqualTo(new FailedRecord(ID, "still broken", 2, first, store.now));
    }

    @Test
    void failureThatIsSavedTwiceInARunShouldBeOneAttempt() {
        writer.failed(List.of(new RecordFailure(ID, "broken")));
        writer.save(state -> state, 0, OptionalLong.empty()).join();
        writer.failed(List.of(new RecordFailure(ID, "still broken")));

        writer.save(state -> state, 0, OptionalLong.empty()).join();

        assertThat(store.failures.get(ID)).isEqualTo(new FailedRecord(ID, "still broken", 1, store.now, store.now));
    }

    @Test
    void savesShouldNotOvertakeEachOther() {
        loop.hold = true;
        CompletableFuture<Void> first =
                writer.save(state -> state.toBuilder().recordsSynced(1).build(), 1, OptionalLong.empty());
        CompletableFuture<Void> second =
                writer.save(state -> state.toBuilder().recordsSynced(2).build(), 2, OptionalLong.empty());
        assertThat(writer.isSaving()).isTrue();
        assertThat(loop.waiting).as("one save at a time").hasSize(1);

        loop.release();
        loop.release();

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(store.current.state().recordsSynced()).isEqualTo(2);
    }

    @Test
    void saveShouldNotOvertakeOneThatWaitsForTheSinkToo() {
        write();
        fail(writer);
        loop.hold = true;
        writer.save(state -> state.toBuilder().recordsSynced(1).build(), 1, OptionalLong.empty());

        writer.save(state -> state.toBuilder().recordsSynced(2).build(), 2, OptionalLong.empty());
        releaseAll();

        assertThat(store.writes).containsExactly("put", "state", "state");
        assertThat(store.current.state().recordsSynced()).isEqualTo(2);
    }

    @Test
    void endShouldNotOvertakeASaveThatWaitsForTheSink() {
        write();
        fail(writer);
        loop.hold = true;
        writer.save(state -> state, 1, OptionalLong.empty());

        writer.prove().thenCompose(proved -> writer.release(state -> state));
        releaseAll();

        assertThat(store.writes).containsExactly("put", "state", "state");
        assertThat(store.current.state().lease()).isEmpty();
    }

    @Test
    void laterSaveShouldStoreTheFailuresOfOneThatTheSinkDidNotProve() {
        write();
        fail(writer);
        loop.hold = true;
        CompletableFuture<Void> first = writer.save(state -> state, 1, OptionalLong.empty());
        writer.save(state -> state, 2, OptionalLong.empty());

        sink.failure = new TransientException("Down", null);
        loop.release();
        sink.failure = null;
        releaseAll();

        assertThat(first).isCompletedExceptionally();
        assertThat(store.writes).containsExactly("put", "state");
    }

    private void releaseAll() {
        while (!loop.waiting.isEmpty()) {
            loop.release();
        }
    }

    @Test
    void saveAfterALostLeaseShouldFailWithoutAWrite() {
        store.replace(store.current.state().toBuilder().epoch(Long.MAX_VALUE).build());
        store.writes.clear();

        assertThat(writer.release(state -> state)).isCompletedExceptionally();
        assertThat(store.writes).isEmpty();
    }
}
