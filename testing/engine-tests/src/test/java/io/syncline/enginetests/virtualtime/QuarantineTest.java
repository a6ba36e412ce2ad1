package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.Difference;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.forward.ForwardingQuarantiningSink;
import io.syncline.testkit.memory.CountingVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cleanups that hide deleted records for a grace period before they remove them. */
class QuarantineTest {

    private static final Duration GRACE = Duration.ofDays(7);

    private final VirtualEngine engine = new VirtualEngine();

    @BeforeEach
    void sync() {
        engine.create(30);
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(30);
        engine.wait(Duration.ofMinutes(30));
        engine.sync();
    }

    @Test
    void deletedRecordShouldBeHiddenAndStayStored() {
        delete(9);

        CleanupReport report = quarantine();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsStale()).isEqualTo(1);
        assertThat(report.recordsQuarantined()).isEqualTo(1);
        assertThat(report.recordsDeleted()).isZero();
        assertThat(report.recordsInQuarantine()).isEqualTo(1);
        assertThat(found()).hasSize(29).doesNotContain(9L);
        assertThat(hidden()).containsExactly(9L);
    }

    @Test
    void recordShouldBeDeletedByTheFirstCleanupAfterItsGracePeriod() {
        delete(9);
        quarantine();
        engine.wait(GRACE.minusMinutes(10));

        CleanupReport early = engine.cleanup();
        engine.wait(Duration.ofMinutes(20));
        CleanupReport late = engine.cleanup();

        assertThat(early.recordsDeleted()).isZero();
        assertThat(early.recordsInQuarantine()).isEqualTo(1);
        assertThat(late.recordsDeleted()).isEqualTo(1);
        assertThat(late.recordsInQuarantine()).isZero();
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(29);
    }

    @Test
    void recordShouldKeepItsGracePeriodWhenItIsPutInQuarantineAgain() {
        delete(9);
        quarantine();
        Optional<Quarantine> first = quarantineOf(9);
        engine.wait(Duration.ofDays(6));

        CleanupReport again = quarantine();

        assertThat(again.recordsQuarantined()).isZero();
        assertThat(again.recordsInQuarantine()).isEqualTo(1);
        assertThat(quarantineOf(9)).isEqualTo(first).isPresent();
    }

    @Test
    void recordThatExistsAgainShouldNotBeDeletedAfterItsGracePeriod() {
        hideWithoutReason(9);
        engine.wait(GRACE.plusDays(1));

        CleanupReport report = engine.cleanup();

        assertThat(report.recordsDeleted()).isZero();
        assertThat(report.recordsLifted()).isEqualTo(1);
        assertThat(found()).hasSize(30);
    }

    @Test
    void cleanupShouldLiftRecordsThatExistAgainEvenIfTheGuardRefuses() {
        hideWithoutReason(9);
        delete(LongStream.rangeClosed(11, 20).toArray());

        CleanupReport report = quarantine();

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        assertThat(report.errors()).singleElement().asString().contains("10 of 30", "would be hidden");
        assertThat(report.recordsLifted()).isEqualTo(1);
        assertThat(report.recordsQuarantined()).isZero();
        assertThat(found()).hasSize(30);
    }

    /** The listings are merged up to the last stored record only. */
    @Test
    void sourceWhoseRecordsAreAllNewerThanTheStoredOnesShouldBeBelieved() {
        delete(LongStream.rangeClosed(1, 30).toArray());
        engine.put(31, "Partner 31");

        CleanupReport report = engine.cleanup(request().maxDeleteShare(1).build());

        assertThat(report.errors()).isEmpty();
        assertThat(report.recordsDeleted()).isEqualTo(30);
    }

    @Test
    void incrementalSyncShouldLeaveAnOldRecordHiddenAndAFullOneLiftIt() {
        hideWithoutReason(9);

        engine.sync();
        assertThat(hidden()).containsExactly(9L);
        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build());

        assertThat(hidden()).isEmpty();
        assertThat(found()).hasSize(30);
        assertThat(engine.vectors.embeddedTexts())
                .as("nothing is embedded for it")
                .isEqualTo(30);
    }

    @Test
    void syncThatReadsAChangedRecordShouldLiftIt() {
        hideWithoutReason(9);
        engine.put(9, "Another name");

        engine.sync();

        assertThat(hidden()).isEmpty();
        assertThat(found()).hasSize(30);
    }

    @Test
    void undoShouldLiftEverything() {
        delete(8, 9);
        quarantine();

        CleanupReport report = engine.cleanup(request().undo(true).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsLifted()).isEqualTo(2);
        assertThat(report.recordsInQuarantine()).isZero();
        assertThat(hidden()).isEmpty();
        assertThat(found()).hasSize(30);
    }

    @Test
    void dryRunShouldChangeNothing() {
        delete(9);
        quarantine();
        hideWithoutReason(1);
        delete(8);
        engine.points.calls().reset();

        CleanupReport report =
                engine.cleanup(request().quarantine(GRACE).dryRun(true).build());
        CleanupReport undo = engine.cleanup(request().undo(true).dryRun(true).build());

        assertThat(report.recordsStale()).isEqualTo(2);
        assertThat(report.recordsInQuarantine()).isEqualTo(2);
        assertThat(undo.recordsInQuarantine()).isEqualTo(2);
        assertThat(engine.points.calls().of(PortMethod.SINK_QUARANTINE, PortMethod.SINK_LIFT, PortMethod.SINK_DELETE))
                .isZero();
    }

    @Test
    void nothingShouldBeHiddenWhenTheSourceListsNothing() {
        delete(LongStream.rangeClosed(1, 30).toArray());

        CleanupReport report =
                engine.cleanup(request().quarantine(GRACE).maxDeleteShare(1).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        assertThat(hidden()).isEmpty();
    }

    @Test
    void nothingShouldBeDeletedAfterItsGracePeriodWhenTheSourceListsNothing() {
        delete(9);
        quarantine();
        engine.wait(GRACE.plusDays(1));
        delete(LongStream.rangeClosed(1, 30).filter(id -> id != 9).toArray());

        CleanupReport report = engine.cleanup(request().maxDeleteShare(1).build());

        assertThat(report.outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        assertThat(engine.points.count(VirtualEngine.KEY)).isEqualTo(30);
    }

    @Test
    void recordsWithinTheLimitsOnceShouldNotCountAgainWhenTheirGracePeriodIsOver() {
        delete(1, 2, 3);
        quarantine();
        engine.wait(GRACE.plusDays(1));
        delete(4, 5, 6);

        CleanupReport report = quarantine();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsDeleted()).isEqualTo(3);
        assertThat(report.recordsQuarantined()).isEqualTo(3);
    }

    @Test
    void manyRecordsShouldBeHiddenInBatchesOfFiveHundred() {
        LongStream.rangeClosed(31, 1200).forEach(id -> engine.put(id, "Partner " + id));
        engine.sync();
        delete(LongStream.rangeClosed(1, 1100).toArray());
        engine.points.calls().reset();

        CleanupReport report =
                engine.cleanup(request().quarantine(GRACE).maxDeleteShare(1).build());

        assertThat(report.recordsQuarantined()).isEqualTo(1100);
        assertThat(engine.points.calls().of(PortMethod.SINK_QUARANTINE)).isEqualTo(3);
        assertThat(engine.points.calls().of(PortMethod.SINK_QUARANTINED)).isEqualTo(1);
    }

    @Test
    void cleanupShouldFinishWhatACrashInterrupted() {
        engine.settings.leaseTtl(Duration.ofSeconds(10));
        delete(7, 8, 9);
        engine.sink = new ForwardingQuarantiningSink(engine.points) {
            @Override
            public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
                super.quarantine(key, epoch, List.of(RecordId.of(7)), quarantine);
                throw new SetupException("The power fails");
            }
        };
        assertThat(quarantine().outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(hidden()).containsExactly(7L);
        engine.sink = engine.points;

        CleanupReport report = quarantine();

        assertThat(report.recordsQuarantined()).isEqualTo(2);
        assertThat(report.recordsInQuarantine()).isEqualTo(3);
        assertThat(hidden()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void comparisonShouldDistinguishHiddenFromOrphanedRecords() {
        delete(8);
        quarantine();
        delete(9);
        hideWithoutReason(3);

        VerifyReport report = engine.verify();

        assertThat(report.recordsInQuarantine()).isEqualTo(1);
        assertThat(report.examples())
                .containsExactly(
                        new Difference(RecordId.of(3), Difference.Kind.QUARANTINED),
                        new Difference(RecordId.of(9), Difference.Kind.ORPHANED));
    }

    @Test
    void repairShouldLiftRecordsThatExistAgainAndLeaveTheOthers() {
        delete(8);
        quarantine();
        hideWithoutReason(3);

        VerifyReport report = engine.verify(
                VerifyRequest.builder().model(VirtualEngine.MODEL).repair(true).build());

        assertThat(report.inSync()).isTrue();
        assertThat(report.recordsRepaired()).isEqualTo(1);
        assertThat(hidden()).containsExactly(8L);
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(30);
    }

    @Test
    void explanationShouldContainBeginAndEndOfTheQuarantine() {
        delete(9);
        quarantine();
        hideWithoutReason(3);

        RecordExplanation waiting = engine.explain(9);
        RecordExplanation back = engine.explain(3);

        assertThat(waiting.verdict()).isEqualTo(RecordExplanation.Verdict.QUARANTINED);
        assertThat(waiting.quarantine()).isEqualTo(quarantineOf(9)).isPresent();
        assertThat(waiting.reasons()).anyMatch(reason -> reason.contains("in quarantine since 2026-11-24T08:"));
        assertThat(waiting.reasons()).anyMatch(reason -> reason.contains("first cleanup after 2026-12-01T08:"));
        assertThat(back.verdict()).isEqualTo(RecordExplanation.Verdict.QUARANTINED);
        assertThat(back.reasons()).anyMatch(reason -> reason.contains("has it again"));
    }

    @Test
    void sinkWithoutQuarantineShouldBeASetupFailure() {
        VectorSink counting = new CountingVectorSink();
        engine.sink = counting;
        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).forceFull(true).build());
        delete(9);

        CleanupReport report = quarantine();

        assertThat(report.failure()).containsInstanceOf(SetupException.class);
        assertThat(counting.count(VirtualEngine.KEY)).isEqualTo(30);
        assertThat(engine.cleanup().recordsDeleted()).isEqualTo(1);
    }

    @Test
    void gracePeriodShouldBePositiveAndExcludeAnUndo() {
        assertThatThrownBy(() -> request().quarantine(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'quarantine'");
        assertThatThrownBy(() -> request().quarantine(GRACE).undo(true).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'undo'");
    }

    private CleanupReport quarantine() {
        return engine.cleanup(request().quarantine(GRACE).build());
    }

    private static CleanupRequest.Builder request() {
        return CleanupRequest.builder().model(VirtualEngine.MODEL);
    }

    private void delete(long... ids) {
        LongStream.of(ids).forEach(id -> engine.records.delete(VirtualEngine.MODEL, RecordId.of(id)));
    }

    /** As if a record had been missing in the source for a while, and exists again unchanged. */
    private void hideWithoutReason(long id) {
        Instant now = engine.states.now();
        engine.points.quarantine(
                VirtualEngine.KEY, stamp(id).epoch(), List.of(RecordId.of(id)), Quarantine.of(now, GRACE));
    }

    private RecordStamp stamp(long id) {
        return Objects.requireNonNull(engine.points
                .stamps(VirtualEngine.KEY, List.of(RecordId.of(id)))
                .get(RecordId.of(id)));
    }

    private Optional<Quarantine> quarantineOf(long id) {
        return stamp(id).quarantine();
    }

    private List<Long> found() {
        return search(false);
    }

    private List<Long> hidden() {
        List<Long> hidden = new ArrayList<>(search(true));
        hidden.removeAll(search(false));
        return hidden;
    }

    private List<Long> search(boolean all) {
        SinkQuery query = SinkQuery.builder()
                .source(VirtualEngine.KEY.source())
                .embedding(Embedding.of(1, 0, 0, 0))
                .limit(2000)
                .includeQuarantined(all)
                .build();
        return engine.points.search(query).stream()
                .map(SinkHit::id)
                .map(RecordId::number)
                .sorted()
                .toList();
    }
}
