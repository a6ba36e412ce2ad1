package io.syncline.enginetests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.syncline.api.RecordId;
import io.syncline.api.RunOutcome;
import io.syncline.api.SearchHit;
import io.syncline.api.SearchRequest;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.SyncRun;
import io.syncline.api.SyncType;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.EngineSettings;
import io.syncline.qdrant.QdrantReindex;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of the embedding model in a real Qdrant, completed or abandoned, loses nothing. */
final class ModelChangeTest {

    private final QdrantWorld world = new QdrantWorld();
    private final InMemoryEmbedder next =
            InMemoryEmbedder.builder().model("larger").dimension(24).build();
    private QdrantReindex reindex;

    @BeforeEach
    void open() {
        reindex = world.sinkBuilder().bulkLoad(true).reindex();
    }

    @AfterEach
    void close() {
        reindex.close();
        next.close();
        world.close();
    }

    @Test
    void everyQueryShouldBeAnsweredWhileTheModelChanges() {
        world.create(600);
        sync(world.embedder(), world.sink());
        ExecutorService readers = Executors.newSingleThreadExecutor();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        try (SyncEngine old = wired(world.embedder(), world.sink()).build()) {
            List<RecordId> expected = found(old);
            CompletableFuture<Void> asking = CompletableFuture.runAsync(
                    () -> {
                        while (!done.get()) {
                            assertThat(found(old)).isEqualTo(expected);
                            answered.incrementAndGet();
                        }
                    },
                    readers);

            build(next);
            ReindexReport report = switchOver();

            assertThat(report.switched()).as("%s", report).isTrue();
            try (QdrantVectorSink sink = world.sinkBuilder().build();
                    SyncEngine fresh = wired(next, sink).build()) {
                assertThat(found(fresh)).as("answers of the new model").hasSize(5);
                assertThat(fresh.sync(request()).recordsEmbedded()).isZero();
            }
            long afterTheSwitch = answered.get() + 10;
            while (answered.get() < afterTheSwitch && !asking.isDone()) {
                Thread.onSpinWait();
            }
            done.set(true);
            asking.join();
            assertThat(old.sync(request()).outcome())
                    .as("a sync with the old model into the new collection")
                    .isEqualTo(RunOutcome.FAILED);
            assertThat(found(old)).as("answers after that").isEqualTo(expected);
        } finally {
            done.set(true);
            readers.shutdown();
        }
    }

    @Test
    void nothingShouldBeEmbeddedTwiceWhenAReindexIsStoppedAndResumed() throws Exception {
        world.create(200);
        sync(world.embedder(), world.sink());
        stopAfter(40, next);

        build(next);

        assertThat(switchOver().switched()).isTrue();
        assertThat(next.embeddedTexts()).isEqualTo(205);
    }

    @Test
    void changeShouldReachTheOldCollectionWhenAReindexIsAbandoned() throws Exception {
        world.create(30);
        world.pass(Duration.ofHours(1));
        sync(world.embedder(), world.sink());
        world.pass(Duration.ofHours(1));
        world.rename(RecordId.of(3), "Renamed");
        stopAfter(10, world.embedder());
        reindex.abandon();

        sync(world.embedder(), world.sink());

        assertThat(stamp(3).sourceVersion()).isGreaterThan(stamp(4).sourceVersion());
    }

    @Test
    void changeSinceTheSwitchShouldBeReadAgainAfterARollback() {
        world.create(30);
        world.pass(Duration.ofHours(1));
        sync(world.embedder(), world.sink());
        build(world.embedder());
        assertThat(switchOver().switched()).isTrue();
        world.pass(Duration.ofHours(1));
        world.rename(RecordId.of(3), "Renamed");
        assertThat(sync(world.embedder(), world.sink()).recordsEmbedded()).isEqualTo(1);
        world.pass(Duration.ofHours(1));

        reindex.rollback(reindex.status().previous().orElseThrow());
        SyncReport report = sync(world.embedder(), world.sink());

        // the old collection has its own state, with the watermark of its last sync
        assertThat(report.syncType()).isEqualTo(SyncType.INCREMENTAL);
        assertThat(report.recordsEmbedded()).isEqualTo(1);
        assertThat(stamp(3).sourceVersion()).isGreaterThan(stamp(4).sourceVersion());
    }

    @Test
    void recordsDeletedInTheSourceShouldNotPreventTheSwitch() {
        world.create(30);
        sync(world.embedder(), world.sink());
        world.delete(List.of(RecordId.of(11)));
        build(next);

        assertThat(reindex.check().agrees()).isFalse();
        ReindexReport report = switchOver();

        assertThat(report.switched()).isTrue();
        assertThat(report.models())
                .filteredOn(model -> model.key().model().equals(World.MODEL))
                .extracting(ModelComparison::missing, ModelComparison::deleted)
                .containsExactly(tuple(0L, 1L));
    }

    /** Begins to fill a new collection and stops after so many records. */
    private void stopAfter(int records, Embedder embedder) throws InterruptedException {
        EngineSettings small = EngineSettings.builder().fetchBatchSize(10).build();
        Halt halt = Halt.afterRecords(records);
        try (VectorSink building = reindex.begin(
                        new SinkSchema(embedder.fingerprint()),
                        Set.of(world.source().name()));
                SyncEngine engine =
                        wired(embedder, building).settings(small).listener(halt).build()) {
            SyncRun run = engine.start(request());
            halt.awaitReached();
            run.cancel();
            halt.release();
            assertThat(run.await().outcome()).isEqualTo(RunOutcome.CANCELLED);
        }
    }

    private void build(Embedder embedder) {
        try (VectorSink building = reindex.begin(
                        new SinkSchema(embedder.fingerprint()),
                        Set.of(world.source().name()));
                SyncEngine engine = wired(embedder, building).build()) {
            for (ModelKey key : reindex.models()) {
                assertThat(engine.sync(SyncRequest.of(key.model().value())).success())
                        .isTrue();
            }
        }
        while (!reindex.indexed()) {
            Thread.onSpinWait();
        }
    }

    private ReindexReport switchOver() {
        return reindex.switchOver(
                (key, ids) -> world.source()
                        .existing(RecordScope.builder().model(key.model()).build(), ids),
                Map.of());
    }

    private SyncEngineBuilder wired(Embedder embedder, VectorSink sink) {
        return SyncEngine.builder()
                .source(world.source())
                .embedder(embedder)
                .sink(sink)
                .metadata(world.metadata());
    }

    private SyncReport sync(Embedder embedder, VectorSink sink) {
        try (SyncEngine engine = wired(embedder, sink).build()) {
            assertThat(engine.sync(SyncRequest.of(World.OTHER_MODEL.value())).success())
                    .isTrue();
            return engine.sync(request());
        }
    }

    private SyncRequest request() {
        return SyncRequest.of(World.MODEL.value());
    }

    private static List<RecordId> found(SyncEngine engine) {
        return engine.search(SearchRequest.builder().query("Partner 7").limit(5).build()).stream()
                .map(SearchHit::id)
                .toList();
    }

    private RecordStamp stamp(long id) {
        ModelKey key = new ModelKey(world.source().name(), World.MODEL);
        return world.sink().stamps(key, List.of(RecordId.of(id))).get(RecordId.of(id));
    }
}
