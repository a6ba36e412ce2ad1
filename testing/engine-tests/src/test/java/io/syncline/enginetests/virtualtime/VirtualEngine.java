package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.CleanupReport;
import io.syncline.api.CleanupRequest;
import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.api.VerifyReport;
import io.syncline.api.VerifyRequest;
import io.syncline.core.internal.cleanup.CleanupRunner;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.sync.PlanRunner;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.internal.verify.Explainer;
import io.syncline.core.internal.verify.VerifyRunner;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.metadata.StateKey;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * An engine with in-memory adapters on a virtual clock, for one run after the other. Fields may be replaced between
 * runs.
 */
final class VirtualEngine {

    static final ModelName MODEL = ModelName.of("res.partner");
    static final ModelKey KEY = new ModelKey("memory:test", MODEL);
    /** What the state of the model belongs to, as long as its sink is not lost. */
    static final StateKey STATE = new StateKey(KEY.source(), MODEL, "points-1");

    private static final int MOST_STEPS = 1_000_000;

    final VirtualTime time = new VirtualTime(Instant.parse("2026-11-24T08:00:00Z"), new Random(1));
    final InMemoryRecordSource records = InMemoryRecordSource.builder()
            .clock(time)
            .model(MODEL, new FieldDescription("name", "Name", FieldType.TEXT))
            .build();
    final InMemoryEmbedder vectors = InMemoryEmbedder.builder().dimension(4).build();
    final InMemoryVectorSink points =
            InMemoryVectorSink.builder().name("points").build();
    final InMemoryMetadataStore states = new InMemoryMetadataStore(time);
    final EngineSettings.Builder settings = EngineSettings.builder();
    RecordSource source = records;
    Embedder embedder = vectors;
    VectorSink sink = points;
    MetadataStore metadata = states;
    ModelSettings model = ModelSettings.defaults();
    SyncListener listener = SyncListener.NONE;
    /** How long each call takes. */
    Duration latency = Duration.ofMillis(10);

    private int owners;

    /** Creates or changes a record. */
    void put(long id, String name) {
        records.put(MODEL, RecordId.of(id), Map.of("name", new FieldValue.Text(name)));
    }

    /** Creates records 1 to count. */
    void create(int count) {
        for (int i = 1; i <= count; i++) {
            put(i, "Partner " + i);
        }
    }

    SyncReport sync() {
        return sync(SyncRequest.of(MODEL.value()));
    }

    SyncReport sync(SyncRequest request) {
        return end(new SyncRunner(context(), request, loop(), owner()).run(UnaryOperator.identity()));
    }

    PlanReport plan() {
        return end(new PlanRunner(context(), SyncRequest.of(MODEL.value()), loop()).run());
    }

    CleanupReport cleanup() {
        return cleanup(CleanupRequest.of(MODEL.value()));
    }

    CleanupReport cleanup(CleanupRequest request) {
        return end(new CleanupRunner(context(), request, loop(), owner()).run(UnaryOperator.identity()));
    }

    VerifyReport verify() {
        return verify(VerifyRequest.of(MODEL.value()));
    }

    VerifyReport verify(VerifyRequest request) {
        return end(new VerifyRunner(context(), request, loop(), owner()).run(UnaryOperator.identity()));
    }

    RecordExplanation explain(long id) {
        return new Explainer(context(), MODEL, RecordId.of(id)).explain();
    }

    /** Starts a repair that dies when the test kills its loop. */
    void startRepair(VirtualLoop loop) {
        VerifyRequest request =
                VerifyRequest.builder().model(MODEL).repair(true).build();
        new VerifyRunner(context(), request, loop, owner()).run(UnaryOperator.identity());
    }

    /** Starts a sync that dies when the test kills its loop. */
    CompletableFuture<SyncReport> start(VirtualLoop loop) {
        return new SyncRunner(context(), SyncRequest.of(MODEL.value()), loop, owner()).run(UnaryOperator.identity());
    }

    VirtualLoop loop() {
        return new VirtualLoop(time, work -> latency.toNanos());
    }

    void wait(Duration duration) {
        time.run(duration);
    }

    EngineContext context() {
        return new EngineContext(
                new Ports(source, embedder, sink, metadata),
                settings.build(),
                Map.of(MODEL, model),
                new SafeListener(listener),
                new Random(2));
    }

    private String owner() {
        return "test:" + ++owners;
    }

    private <T> T end(CompletableFuture<T> report) {
        for (int step = 0; !report.isDone(); step++) {
            assertThat(step).as("steps until the run ends").isLessThan(MOST_STEPS);
            assertThat(time.step()).as("the run goes on").isTrue();
        }
        return report.join();
    }
}
