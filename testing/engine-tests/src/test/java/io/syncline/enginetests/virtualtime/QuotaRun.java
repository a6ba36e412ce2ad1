package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PlanReport;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.internal.sync.PlanRunner;
import io.syncline.core.internal.sync.SyncRunner;
import io.syncline.core.port.Ports;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryRecordSourceBuilder;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Syncs of one engine against a simulated service, in virtual time; a request to the service takes 150 ms. */
final class QuotaRun {

    static final Instant EPOCH = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration LATENCY = Duration.ofMillis(150);

    final VirtualTime time = new VirtualTime(EPOCH, new Random(3));
    final SimulatedService service;
    final InMemoryVectorSink sink = new InMemoryVectorSink();
    final InMemoryMetadataStore metadata = new InMemoryMetadataStore(time);
    private final InMemoryRecordSource source;
    private final EngineSettings settings;
    private SyncListener listener = SyncListener.NONE;
    private EngineContext context;
    private final List<CompletableFuture<SyncReport>> reports = new ArrayList<>();

    QuotaRun(
            EngineSettings.Builder settings,
            UnaryOperator<SimulatedService.Builder> service,
            Map<ModelName, Integer> sizes) {
        this.settings = settings.build();
        this.service = service.apply(SimulatedService.builder(time)).build();
        InMemoryRecordSourceBuilder builder = InMemoryRecordSource.builder().clock(time);
        sizes.keySet().forEach(model -> builder.model(model, new FieldDescription("name", "Name", FieldType.TEXT)));
        this.source = builder.build();
        sizes.forEach(this::fill);
        this.context = newWiring();
    }

    private EngineContext newWiring() {
        return new EngineContext(
                new Ports(source, service, sink, metadata),
                settings,
                Map.of(),
                new SafeListener(listener),
                new Random(2));
    }

    /** Replaces the engine, as a restart of the process does. */
    void restart() {
        context = newWiring();
    }

    /** Sets the listener, and replaces the engine. */
    QuotaRun withListener(SyncListener next) {
        listener = next;
        restart();
        return this;
    }

    /** Adds a record. */
    void add(ModelName model, int id) {
        source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text(model + " " + id)));
    }

    static EmbedderQuota quota(long requests, long tokens) {
        return EmbedderQuota.builder()
                .requestsPerMinute(requests)
                .tokensPerMinute(tokens)
                .build();
    }

    private void fill(ModelName model, int records) {
        for (int i = 1; i <= records; i++) {
            add(model, i);
        }
    }

    /** Starts a sync after a while; its number is that of its report. */
    QuotaRun sync(ModelName model, Duration after) {
        CompletableFuture<SyncReport> report = new CompletableFuture<>();
        reports.add(report);
        time.after(after, () -> runner(model).run(UnaryOperator.identity()).thenAccept(report::complete));
        return this;
    }

    SyncReport sync(SyncRequest request) {
        return join(runner(request).run(UnaryOperator.identity()));
    }

    PlanReport plan(SyncRequest request) {
        return join(new PlanRunner(context, request, new VirtualLoop(time, QuotaRun::nanos)).run());
    }

    SyncRunner runner(ModelName model) {
        return runner(SyncRequest.of(model.value()));
    }

    private SyncRunner runner(SyncRequest request) {
        return new SyncRunner(context, request, new VirtualLoop(time, QuotaRun::nanos), "test-" + request.model());
    }

    private static long nanos(Work work) {
        return work == Work.EMBED ? LATENCY.toNanos() : 1_000_000;
    }

    List<SyncReport> join() {
        return reports.stream().map(this::join).toList();
    }

    <T> T join(CompletableFuture<T> report) {
        while (!report.isDone()) {
            assertThat(time.step()).as("the run ends").isTrue();
        }
        return report.join();
    }

    void until(Duration end) {
        while (time.nanos() < end.toNanos()) {
            assertThat(time.step()).as("something happens until " + end).isTrue();
        }
    }
}
