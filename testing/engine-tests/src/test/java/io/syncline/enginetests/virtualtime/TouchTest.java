package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.CleanupRequest;
import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.internal.touch.TouchDocument;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import io.syncline.testkit.forward.ForwardingMetadataStore;
import io.syncline.testkit.forward.ForwardingRecordSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that somebody says were changed or deleted. */
class TouchTest {

    private final VirtualEngine engine = new VirtualEngine();
    private final List<Collection<RecordId>> reads = new ArrayList<>();

    @BeforeEach
    void syncThirty() {
        engine.create(30);
        engine.sync();
        engine.wait(Duration.ofHours(1));
        engine.sync();
        engine.cleanup();
        engine.source = new Reading();
    }

    /** Notes what is read by id. */
    private class Reading extends ForwardingRecordSource {

        Reading() {
            super(engine.records);
        }

        @Override
        public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
            reads.add(List.copyOf(ids));
            return next.read(scope, ids);
        }
    }

    private TouchDocument document() {
        return TouchDocument.in(engine.states, VirtualEngine.STATE).orElseThrow();
    }

    private void touch(long... ids) {
        document().add(LongStream.of(ids).mapToObj(RecordId::of).toList(), engine.states.now());
    }

    private ModelState state() {
        return engine.states.read(VirtualEngine.STATE).state();
    }

    private boolean isStored(long id) {
        return engine.points.stamps(VirtualEngine.KEY, List.of(RecordId.of(id))).size() == 1;
    }

    private void delete(long... ids) {
        for (long id : ids) {
            engine.records.delete(VirtualEngine.MODEL, RecordId.of(id));
        }
    }

    @Test
    void touchedRecordsShouldBeReadByTheNextRunAndOnceMoreLater() {
        touch(7, 9);

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(engine.sync().outcome()).as("too soon").isEqualTo(RunOutcome.COMPLETED);
        assertThat(reads).hasSize(1);
        for (int i = 0; i < 3; i++) {
            engine.wait(Duration.ofSeconds(30));
            assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        }

        List<RecordId> both = List.of(RecordId.of(7), RecordId.of(9));
        assertThat(reads).containsExactly(both, both);
        assertThat(document().read().isEmpty()).isTrue();
    }

    /** So that whoever runs syncs knows that there is to be another one, whoever was told of the records. */
    @Test
    void reportShouldCountWhatALaterRunReads() {
        assertThat(engine.sync().recordsTouched()).isZero();
        touch(7, 9);
        assertThat(engine.sync().recordsTouched()).as("read once").isEqualTo(2);
        touch(11);
        assertThat(engine.sync().recordsTouched()).as("two that are not due").isEqualTo(3);
        engine.wait(Duration.ofSeconds(30));
        assertThat(engine.sync().recordsTouched()).isZero();
    }

    /** Signals of other records bring runs forward before the first one is committed. */
    @Test
    void deletionThatIsCommittedAfterSeveralRunsShouldBeFound() {
        touch(7);
        engine.sync();
        engine.wait(Duration.ofSeconds(2));
        touch(9);
        engine.sync();
        engine.wait(Duration.ofSeconds(2));
        delete(7);
        engine.wait(Duration.ofSeconds(30));

        engine.sync();

        assertThat(isStored(7)).isFalse();
    }

    /** As if it bore no new change time. */
    @Test
    void changeThatNoListingFindsShouldBeStored() {
        engine.source = new Reading() {
            @Override
            public RecordPage page(RecordScope scope, IdRange range, int limit) {
                return new RecordPage(List.of(), range.upTo(), true);
            }

            @Override
            public IdPage ids(RecordScope scope, IdRange range, int limit) {
                return new IdPage(List.of(), range.upTo(), true);
            }
        };
        engine.put(7, "Renamed");
        assertThat(engine.sync().recordsEmbedded()).isZero();
        touch(7);

        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
    }

    /** The listing finds another content of the same version, as after a change of a linked record. */
    @Test
    void writeOfATouchedRecordThatArrivesLateShouldNotReplaceWhatTheListingStored() {
        engine.put(7, "Read by the listing");
        engine.source = new Reading() {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                RecordPage page = super.read(scope, ids);
                return new RecordPage(
                        page.records().stream()
                                .map(record -> new SourceRecord(
                                        record.id(),
                                        record.version(),
                                        Map.of("name", new FieldValue.Text("Read because it was touched"))))
                                .toList(),
                        page.rejected(),
                        page.resumeAfter(),
                        page.end());
            }
        };
        List<Runnable> late = new ArrayList<>();
        engine.sink = new ForwardingCatalogSink(engine.points) {
            @Override
            public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
                super.upsert(key, epoch, documents);
                late.add(() -> super.upsert(key, epoch, documents));
            }
        };
        touch(7);
        engine.sync();
        assertThat(late).as("writes").hasSize(2);

        assertThatThrownBy(late.get(0)::run).isInstanceOf(LostRaceException.class);

        assertThat(engine.points.collection().points(VirtualEngine.KEY))
                .filteredOn(point -> point.record().equals(RecordId.of(7)))
                .singleElement()
                .satisfies(point -> assertThat(point.text()).contains("Read by the listing"));
    }

    @Test
    void recordThatTheSourceNoLongerHasShouldBeDeletedOnceTheSourceConfirmsIt() {
        delete(7);
        touch(7);

        SyncReport report = engine.sync();

        assertThat(report.recordsDeleted()).isEqualTo(1);
        assertThat(isStored(7)).isFalse();
        assertThat(isStored(8)).isTrue();
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void idsThatNeverExistedShouldDoNoHarm() {
        touch(1_000, 1_001, 1_002, 1_003, 1_004, 1_005);
        delete(7);
        touch(7);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.recordsDeleted())
                .as("ids that are not stored do not count for the limit")
                .isEqualTo(1);
    }

    @Test
    void moreThanACleanupMayDeleteShouldBeLeftToACleanup() {
        delete(1, 2, 3, 4);
        touch(1, 2, 3, 4);

        SyncReport report = engine.sync();

        assertThat(report.recordsDeleted()).isZero();
        assertThat(isStored(1)).isTrue();
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("left to a cleanup", "4 of 30 stored", "since the last cleanup", "10.0%");
    }

    /** As for a user who has lost access. */
    @Test
    void sourceThatDeniesItsControlRecordsShouldDeleteNothing() {
        engine.source = new Reading() {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                return new RecordPage(List.of(), Cursor.END, true);
            }

            @Override
            public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
                return Set.of();
            }
        };
        touch(7);

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(isStored(7)).isTrue();
        assertThat(report.warnings()).singleElement().asString().contains("none of them exists");
    }

    @Test
    void sourceThatListsNothingShouldDeleteNothing() {
        engine.source = new Reading() {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                return new RecordPage(List.of(), Cursor.END, true);
            }

            @Override
            public IdPage ids(RecordScope scope, IdRange range, int limit) {
                return new IdPage(List.of(), range.after(), true);
            }
        };
        touch(7);

        assertThat(engine.sync().warnings()).singleElement().asString().contains("lists no record");
        assertThat(isStored(7)).isTrue();
    }

    @Test
    void recordThatIsNotDeliveredButExistsShouldStay() {
        engine.source = new Reading() {
            @Override
            public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
                return new RecordPage(List.of(), Cursor.END, true);
            }
        };
        touch(7);

        SyncReport report = engine.sync();

        assertThat(report.recordsDeleted()).isZero();
        assertThat(isStored(7)).isTrue();
    }

    /** What a sync leaves out is not what a source does not have. */
    @Test
    void archivedRecordShouldStayThoughTheSyncLeavesItOut() {
        engine.records.archive(VirtualEngine.MODEL, RecordId.of(7));
        touch(7);

        SyncReport report = engine.sync(SyncRequest.builder()
                .model(VirtualEngine.MODEL)
                .includeArchived(false)
                .build());

        assertThat(report.recordsDeleted()).isZero();
        assertThat(isStored(7)).isTrue();
    }

    @Test
    void recordInQuarantineShouldBeLeftToTheCleanupThatHidIt() {
        delete(7);
        engine.cleanup(CleanupRequest.builder()
                .model(VirtualEngine.MODEL)
                .quarantine(Duration.ofDays(7))
                .build());
        touch(7);

        assertThat(engine.sync().recordsDeleted()).isZero();
        assertThat(isStored(7)).isTrue();
    }

    @Test
    void failedRecordShouldBeStoredAsFailedBeforeItIsForgotten() {
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(7), "locked");
        touch(7);

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED_WITH_FAILURES);
        assertThat(engine.states.failures(VirtualEngine.STATE, Cursor.START, 10))
                .extracting(FailedRecord::id)
                .containsExactly(RecordId.of(7));
    }

    /** As after a right was taken away; nothing of what is stored is replaced by documents that say nothing. */
    @Test
    void sourceThatDeliversNoTextShouldEndTheRun() {
        for (long id = 1; id <= 30; id++) {
            engine.put(id, "changed " + id);
            engine.records.withholdField(VirtualEngine.MODEL, RecordId.of(id), "name", "no right");
        }
        touch(LongStream.rangeClosed(1, 12).toArray());

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(report.errors()).anyMatch(error -> error.contains("none of 12 records from 1 on"));
        assertThat(document().read().ids())
                .as("for the run after the right is back")
                .hasSize(12);
    }

    @Test
    void limitedRunShouldLeaveThemToTheNextOne() {
        touch(7);

        engine.sync(
                SyncRequest.builder().model(VirtualEngine.MODEL).testLimit(1).build());

        assertThat(reads).isEmpty();
        assertThat(document().read().ids()).hasSize(1);
    }

    @Test
    void watermarkShouldMoveAsIfNothingHadBeenTouched() {
        engine.wait(Duration.ofHours(1));
        engine.put(5, "changed");
        touch(7);
        VirtualEngine other = new VirtualEngine();
        other.create(30);
        other.sync();
        other.wait(Duration.ofHours(1));
        other.sync();
        other.wait(Duration.ofHours(1));
        other.put(5, "changed");
        other.sync();

        engine.sync();

        assertThat(state().watermark().map(time -> time.getEpochSecond()))
                .isEqualTo(other.states
                        .read(VirtualEngine.STATE)
                        .state()
                        .watermark()
                        .map(time -> time.getEpochSecond()));
    }

    @Test
    void runThatDiesShouldForgetNothing() {
        touch(7);
        VirtualLoop loop = engine.loop();
        engine.start(loop);
        while (reads.isEmpty()) {
            assertThat(engine.time.step()).isTrue();
        }
        loop.kill();
        engine.wait(Duration.ofMinutes(5));
        reads.clear();

        for (int i = 0; i < 3; i++) {
            engine.sync();
            engine.wait(Duration.ofSeconds(30));
        }

        assertThat(reads).as("by the next two runs").hasSize(2);
    }

    @Test
    void tooManyShouldBeReportedOnce() {
        touch(LongStream.rangeClosed(1, 501).toArray());

        SyncReport report = engine.sync();
        SyncReport next = engine.sync();

        assertThat(report.warnings()).singleElement().asString().contains("more than 500");
        assertThat(reads).isEmpty();
        assertThat(next.warnings()).isEmpty();
    }

    @Test
    void renamedSourceShouldKeepThemAndADroppedOneShouldNot() {
        touch(7);
        SourceChange rename = new SourceChange(engine.context(), engine.loop(), "test:rename");
        CompletableFuture<?> renamed = rename.rename(VirtualEngine.KEY.source(), "memory:new");
        while (!renamed.isDone()) {
            engine.time.step();
        }
        StateKey moved = new StateKey("memory:new", VirtualEngine.MODEL, VirtualEngine.STATE.sink());
        TouchDocument there = TouchDocument.in(engine.states, moved).orElseThrow();

        assertThat(document().read().isEmpty()).isTrue();
        assertThat(there.read().ids()).containsExactly(RecordId.of(7));

        CompletableFuture<?> dropped =
                new SourceChange(engine.context(), engine.loop(), "test:drop").drop("memory:new");
        while (!dropped.isDone()) {
            engine.time.step();
        }
        assertThat(there.read().isEmpty()).isTrue();
    }

    @Test
    void storeWithoutDocumentsShouldSyncAsBefore() {
        engine.metadata = new ForwardingMetadataStore(engine.states) {};

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(TouchDocument.in(engine.metadata, VirtualEngine.STATE)).isEqualTo(Optional.empty());
    }

    /** A store whose documents change, or are damaged, when a test says so. */
    private final class Shared extends ForwardingMetadataStore implements SharedDocuments {

        private Runnable beforeChange = () -> {};
        private boolean damaged;

        Shared() {
            super(engine.states);
        }

        @Override
        public VersionedDocument document(String name) {
            VersionedDocument document = engine.states.document(name);
            return damaged ? new VersionedDocument(document.revision(), "syncline-touched 2\ngarbage\n") : document;
        }

        @Override
        public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
            Runnable first = beforeChange;
            beforeChange = () -> {};
            first.run();
            boolean replaced = engine.states.compareAndSetDocument(name, expectedRevision, next);
            damaged &= !replaced;
            return replaced;
        }
    }

    @Test
    void whatIsTouchedWhileTheSourceIsRenamedShouldMoveToo() {
        Shared store = new Shared();
        StateKey to = new StateKey("memory:new", VirtualEngine.MODEL, VirtualEngine.STATE.sink());
        touch(7);
        store.beforeChange = () -> touch(9);

        TouchDocument.in(store, VirtualEngine.STATE)
                .orElseThrow()
                .moveTo(TouchDocument.in(store, to).orElseThrow());

        assertThat(TouchDocument.in(store, to).orElseThrow().read().ids())
                .containsExactlyInAnyOrder(RecordId.of(7), RecordId.of(9));
        assertThat(document().read().isEmpty()).isTrue();
    }

    /** They are hints: what is lost with them is found by listings and cleanups. */
    @Test
    void damagedDocumentShouldStopNoSync() {
        touch(7);
        Shared store = new Shared();
        store.damaged = true;
        engine.metadata = store;

        SyncReport report = engine.sync();

        assertThat(report.outcome()).isEqualTo(RunOutcome.COMPLETED);
        assertThat(report.warnings()).singleElement().asString().contains("their list was damaged");
        assertThat(document().read().isEmpty())
                .as("replaced by one that can be read")
                .isTrue();
        assertThat(engine.sync().warnings()).isEmpty();
    }

    @Test
    void damagedDocumentShouldTakeNewRecordsAsTooMany() {
        Shared store = new Shared();
        store.damaged = true;

        TouchDocument.in(store, VirtualEngine.STATE).orElseThrow().add(List.of(RecordId.of(7)), engine.states.now());

        assertThat(document().read().isOverflowing()).isTrue();
    }
}
