package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupRequest;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** However many syncs there are, touched records are removed within the limits of one cleanup, and in its way. */
class TouchedRemovalsTest {

    private final VirtualEngine engine = new VirtualEngine();
    private final Set<RecordId> unseen = new HashSet<>();

    private void sync(int records) {
        engine.create(records);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.sync();
        engine.source = new Forgetful();
    }

    /** Does not show some of its records, as to a user whose rights shrink. */
    private final class Forgetful extends ForwardingRecordSource {

        Forgetful() {
            super(engine.records);
        }

        @Override
        public RecordPage page(RecordScope scope, IdRange range, int limit) {
            return seen(next.page(scope, range, limit));
        }

        @Override
        public IdPage ids(RecordScope scope, IdRange range, int limit) {
            IdPage page = next.ids(scope, range, limit);
            return new IdPage(
                    page.entries().stream()
                            .filter(entry -> !unseen.contains(entry.id()))
                            .toList(),
                    page.resumeAfter(),
                    page.end());
        }

        @Override
        public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
            return seen(next.read(scope, ids));
        }

        private RecordPage seen(RecordPage page) {
            return new RecordPage(
                    page.records().stream()
                            .filter(row -> !unseen.contains(row.id()))
                            .toList(),
                    page.rejected(),
                    page.resumeAfter(),
                    page.end());
        }

        @Override
        public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
            Set<RecordId> existing = new HashSet<>(next.existing(scope, ids));
            existing.removeAll(unseen);
            return existing;
        }
    }

    private void touch(long id) {
        TouchDocument.in(engine.states, VirtualEngine.STATE)
                .orElseThrow()
                .add(List.of(RecordId.of(id)), engine.states.now());
    }

    private SyncReport lose(long id) {
        unseen.add(RecordId.of(id));
        touch(id);
        SyncReport report = engine.sync();
        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        return report;
    }

    private long visible(int records) {
        List<RecordId> ids =
                LongStream.rangeClosed(1, records).mapToObj(RecordId::of).toList();
        return engine.points.stamps(VirtualEngine.KEY, ids).values().stream()
                .filter(stamp -> stamp.quarantine().isEmpty())
                .count();
    }

    private ModelState state() {
        return engine.states.read(VirtualEngine.STATE).state();
    }

    private static CleanupRequest.Builder cleaning() {
        return CleanupRequest.builder().model(VirtualEngine.MODEL);
    }

    /** Each run alone is within the limits; a cleanup would refuse to delete what all have lost. */
    @Test
    void sourceThatLosesSightStepByStepShouldCostNoMoreThanOneCleanup() {
        sync(20);
        engine.cleanup();

        for (long id = 10; id <= 20; id++) {
            lose(id);
        }

        assertThat(visible(20)).isEqualTo(18);
        assertThat(state().removedByTouch()).isEqualTo(2);
        assertThat(engine.cleanup().outcome()).isEqualTo(RunOutcome.REFUSED_BY_GUARD);
        lose(9);
        assertThat(visible(20)).as("a cleanup that was refused renews nothing").isEqualTo(18);
    }

    /** Though what was touched is within the limits: the first ids are all there, and so are the control records. */
    @Test
    void sourceThatNoLongerKnowsOtherStoredRecordsShouldNotBeBelieved() {
        sync(30);
        engine.cleanup();
        LongStream.rangeClosed(16, 30).mapToObj(RecordId::of).forEach(unseen::add);

        SyncReport report = lose(20);

        assertThat(visible(30)).isEqualTo(30);
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("left to a cleanup", "Of 29 stored records", "reports 14 as deleted");
    }

    @Test
    void largeModelShouldBeSampledAllOverItsRange() {
        engine.settings.fetchBatchSize(500);
        sync(3000);
        engine.cleanup();
        LongStream.rangeClosed(2500, 3000).mapToObj(RecordId::of).forEach(unseen::add);

        SyncReport report = lose(2700);

        assertThat(report.recordsDeleted()).isZero();
        assertThat(report.warnings()).singleElement().asString().contains("that nobody has touched");
    }

    @Test
    void cleanupThatCompletesShouldRenewTheAllowance() {
        sync(20);
        engine.cleanup();
        lose(10);
        lose(11);
        assertThat(lose(12).recordsDeleted()).isZero();

        assertThat(engine.cleanup().recordsDeleted()).isEqualTo(1);

        assertThat(state().removedByTouch()).isZero();
        assertThat(lose(13).recordsDeleted()).isEqualTo(1);
    }

    @Test
    void dryRunAndUndoShouldRenewNothing() {
        sync(20);
        engine.cleanup();
        lose(10);
        lose(11);

        engine.cleanup(cleaning().dryRun(true).build());
        engine.cleanup(cleaning().undo(true).build());

        assertThat(lose(12).recordsDeleted()).isZero();
    }

    @Test
    void whoCleansUpWithAQuarantineShouldGetNoDeletions() {
        sync(20);
        engine.cleanup(cleaning().quarantine(Duration.ofDays(3)).build());

        SyncReport report = lose(10);

        assertThat(report.recordsDeleted()).isZero();
        assertThat(report.recordsQuarantined()).isEqualTo(1);
        assertThat(visible(20)).isEqualTo(19);
        assertThat(engine.points
                        .stamps(VirtualEngine.KEY, List.of(RecordId.of(10)))
                        .get(RecordId.of(10))
                        .quarantine()
                        .map(quarantine -> Duration.between(quarantine.since(), quarantine.until())))
                .contains(Duration.ofDays(3));
        engine.cleanup(cleaning().undo(true).build());
        assertThat(visible(20)).as("an undo brings back all").isEqualTo(20);
    }

    @Test
    void hiddenRecordsShouldCountAsDeletedOnes() {
        sync(20);
        engine.cleanup(cleaning().quarantine(Duration.ofDays(3)).build());

        for (long id = 10; id <= 20; id++) {
            lose(id);
        }

        assertThat(visible(20)).isEqualTo(18);
    }

    /** Nobody has said yet how records are to be cleaned up, and only what is hidden can be brought back. */
    @Test
    void recordsShouldBeHiddenBeforeTheFirstCleanup() {
        sync(20);

        SyncReport report = lose(10);

        assertThat(report.recordsQuarantined()).isEqualTo(1);
        engine.wait(Duration.ofDays(8));
        assertThat(engine.cleanup().recordsDeleted()).isEqualTo(1);
    }

    @Test
    void limitsOfTheLastCleanupShouldHoldWhereTheyAreStricter() {
        sync(40);
        engine.cleanup(cleaning().maxDeleteCount(1).build());
        lose(10);
        assertThat(lose(11).warnings()).singleElement().asString().contains("more than the allowed 1");
        engine.cleanup(cleaning().maxDeleteShare(1).build());

        for (long id = 12; id <= 30; id++) {
            lose(id);
        }

        // 39 are left after the first one, 38 after the cleanup; a share of 1 is no licence
        assertThat(visible(40)).isEqualTo(35);
    }

    @Test
    void recordThatComesBackShouldBeLiftedAgain() {
        sync(20);
        lose(10);
        assertThat(visible(20)).isEqualTo(19);

        unseen.clear();
        touch(10);
        engine.sync();

        assertThat(visible(20)).isEqualTo(20);
    }
}
