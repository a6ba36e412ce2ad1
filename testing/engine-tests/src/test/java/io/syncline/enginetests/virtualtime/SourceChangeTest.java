package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.internal.sources.SourceChange;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SourceContent;
import io.syncline.testkit.forward.ForwardingRecordSource;
import io.syncline.testkit.memory.SinkSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sources that are renamed and dropped, and a source that comes under another name. */
class SourceChangeTest {

    private static final String OLD = VirtualEngine.KEY.source();
    private static final String NEW = "erp";
    private static final int RECORDS = 10;

    private final VirtualEngine engine = new VirtualEngine();

    SourceChangeTest() {
        engine.create(RECORDS);
    }

    @Test
    void renamedSourceShouldBeSyncedOnWithoutEmbeddingAnythingAgain() {
        engine.sync();
        engine.put(7, "Changed");

        List<SourceContent> renamed = end(start(engine.loop(), change -> change.rename(OLD, NEW)));

        assertThat(renamed).extracting(SourceContent::key).containsExactly(VirtualEngine.KEY);
        assertThat(engine.points.keys()).containsExactly(new ModelKey(NEW, VirtualEngine.MODEL));
        assertThat(engine.states.keys()).containsExactly(state(NEW));
        assertThat(engine.states.read(state(NEW)).state().lease()).isEmpty();
        SyncReport report = syncAs(NEW);
        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(end(start(engine.loop(), change -> change.rename(OLD, NEW))))
                .as("a second time")
                .isEmpty();
    }

    @Test
    void renameThatIsKilledAtAnyStepShouldBeCompletedByTheNextOne() {
        int steps = 1;
        while (new SourceChangeTest().killRename(steps)) {
            steps++;
        }
        assertThat(steps).as("steps of a whole rename").isGreaterThan(10);
    }

    /** Returns whether the rename was killed before its end. */
    private boolean killRename(int steps) {
        engine.records.withhold(VirtualEngine.MODEL, RecordId.of(5), "locked");
        engine.sync();
        VirtualLoop loop = engine.loop();
        CompletableFuture<List<SourceContent>> killed = start(loop, change -> change.rename(OLD, NEW));
        for (int i = 0; i < steps && !killed.isDone(); i++) {
            engine.time.step();
        }
        boolean early = !killed.isDone();
        loop.kill();
        engine.wait(Duration.ofMinutes(2));

        end(start(engine.loop(), change -> change.rename(OLD, NEW)));

        assertThat(engine.states.keys()).as("killed after %s steps", steps).containsExactly(state(NEW));
        assertThat(engine.states.failureCount(state(NEW))).isEqualTo(1);
        SyncReport report = syncAs(NEW);
        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.recordsEmbedded()).isZero();
        return early;
    }

    @Test
    void renamedSourceWithoutRecordsShouldBeSyncedOn() {
        engine.sync();
        deletePoints();

        end(start(engine.loop(), change -> change.rename(OLD, NEW)));

        SyncReport report = syncAs(NEW);
        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void contentsShouldNameModelsOfWhichOnlyAStateIsLeft() {
        engine.sync();
        deletePoints();

        assertThat(SourceChange.contents(engine.context().ports()))
                .containsExactly(new SourceContent(VirtualEngine.KEY, 0, Optional.empty()));
        assertThat(end(start(engine.loop(), change -> change.drop(OLD)))).hasSize(1);
        assertThat(SourceChange.contents(engine.context().ports())).isEmpty();
    }

    @Test
    void droppedSourceShouldLeaveNeitherPointsNorState() {
        engine.sync();

        assertThat(end(start(engine.loop(), change -> change.drop(OLD)))).hasSize(1);

        assertThat(engine.points.keys()).isEmpty();
        assertThat(engine.states.keys()).isEmpty();
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(RECORDS);
    }

    @Test
    void unknownSourceShouldBeRefusedWithTheNamesThereAre() {
        engine.sync();

        assertThat(failure(start(engine.loop(), change -> change.rename("nobody", NEW))))
                .isInstanceOf(SetupException.class)
                .hasMessageContainingAll("nobody", OLD);
    }

    @Test
    void sourceShouldNotBeChangedWhileARunOfItIsInProgress() {
        engine.sync();
        engine.start(engine.loop());
        while (engine.states.read(VirtualEngine.STATE).state().lease().isEmpty()) {
            engine.time.step();
        }

        assertThat(failure(start(engine.loop(), change -> change.drop(OLD))))
                .isInstanceOf(TransientException.class)
                .hasMessageContaining("already in progress");
        assertThat(engine.points.keys()).containsExactly(VirtualEngine.KEY);
    }

    @Test
    void syncUnderAnotherNameShouldBeRefusedBeforeItPaysUnlessItIsAllowed() {
        engine.source = ofOneDatabase("first");
        engine.sync();
        long embedded = engine.vectors.embeddedTexts();
        engine.source = ofOneDatabase("second");

        SyncReport refused = engine.sync();

        assertThat(refused.outcome()).isEqualTo(RunOutcome.REFUSED_DUPLICATE_SOURCE);
        assertThat(refused.errors())
                .anySatisfy(error -> assertThat(error).contains("rename what is stored to second", "to first"));
        assertThat(engine.vectors.embeddedTexts()).isEqualTo(embedded);
        assertThat(engine.sync().outcome()).as("again").isEqualTo(RunOutcome.REFUSED_DUPLICATE_SOURCE);
        SyncReport allowed = engine.sync(SyncRequest.builder()
                .model(VirtualEngine.MODEL)
                .allowDuplicateSource(true)
                .build());
        assertThat(allowed.recordsEmbedded()).isEqualTo(RECORDS);
        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.COMPLETED);
    }

    @Test
    void syncShouldBeRefusedWhenAnOlderCopyHoldsTheRecordsUnderTheEarlierName() {
        engine.source = ofOneDatabase(OLD);
        engine.sync();
        SinkSnapshot older = engine.points.collection().snapshot();
        end(start(engine.loop(), change -> change.rename(OLD, NEW)));
        engine.source = ofOneDatabase(NEW);
        engine.put(7, "Changed");
        engine.wait(Duration.ofHours(1));
        assertThat(engine.sync().recordsEmbedded()).isEqualTo(1);
        engine.points.collection().restore(older);
        long embedded = engine.vectors.embeddedTexts();

        assertThat(engine.sync().outcome()).isEqualTo(RunOutcome.REFUSED_DUPLICATE_SOURCE);

        assertThat(engine.vectors.embeddedTexts()).isEqualTo(embedded);
        end(start(engine.loop(), change -> change.rename(OLD, NEW)));
        assertThat(engine.sync().recordsEmbedded()).as("what the copy lacks").isEqualTo(1);
    }

    private RecordSource ofOneDatabase(String name) {
        return new ForwardingRecordSource(engine.records.named(name)) {
            @Override
            public Optional<String> database() {
                return Optional.of("3f2a");
            }
        };
    }

    private void deletePoints() {
        List<RecordId> ids =
                LongStream.rangeClosed(1, RECORDS).mapToObj(RecordId::of).toList();
        engine.sink.delete(VirtualEngine.KEY, Long.MAX_VALUE, ids);
        assertThat(engine.points.keys()).isEmpty();
    }

    private SyncReport syncAs(String name) {
        engine.source = engine.records.named(name);
        engine.wait(Duration.ofHours(1));
        return engine.sync();
    }

    private CompletableFuture<List<SourceContent>> start(
            VirtualLoop loop, Function<SourceChange, CompletableFuture<List<SourceContent>>> change) {
        return change.apply(new SourceChange(engine.context(), loop, "owner " + engine.time.nanos()));
    }

    private List<SourceContent> end(CompletableFuture<List<SourceContent>> change) {
        while (!change.isDone()) {
            engine.time.step();
        }
        return change.join();
    }

    private Throwable failure(CompletableFuture<List<SourceContent>> change) {
        while (!change.isDone()) {
            engine.time.step();
        }
        return change.handle((done, thrown) -> thrown.getCause() == null ? thrown : thrown.getCause())
                .join();
    }

    private static StateKey state(String source) {
        return new StateKey(source, VirtualEngine.MODEL, VirtualEngine.STATE.sink());
    }
}
