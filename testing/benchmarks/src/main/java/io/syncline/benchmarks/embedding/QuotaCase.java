package io.syncline.benchmarks.embedding;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.EngineSettings;
import io.syncline.testkit.embedding.ServiceLedger;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.memory.InMemoryMetadataStore;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Engines against a service with a quota, in real time.
 *
 * @param name its display name
 * @param engines how many engines share the quota; several do through a metadata store
 * @param share the part of the configured tokens that the service really allows
 * @param window the window of its rate limit
 * @param measured how long the engines are measured
 */
record QuotaCase(String name, int engines, double share, Duration window, Duration measured) {

    private static final long REQUESTS = 2_000;
    private static final long TOKENS = 3_000_000;
    private static final int TOKENS_PER_TEXT = 400;
    private static final int ESTIMATED_PER_TEXT = 500;
    private static final double SPARE = 1.1;
    private static final Duration LATENCY = Duration.ofMillis(150);
    private static final Duration SETTLING = Duration.ofSeconds(10);

    /** The measured values; shares in percent. */
    record Measured(double used, long requests, double refused, double refusedSettled, long lost, long twice) {}

    Measured run(Executor executor) {
        SimulatedService service = SimulatedService.builder(Clock.systemUTC())
                .tokens(text -> ESTIMATED_PER_TEXT, text -> TOKENS_PER_TEXT)
                .toldQuota(EmbedderQuota.builder()
                        .requestsPerMinute(REQUESTS)
                        .tokensPerMinute(TOKENS)
                        .build())
                .trueQuota(REQUESTS, Math.round(TOKENS * share))
                .window(window)
                .build();
        InMemoryMetadataStore store = new InMemoryMetadataStore(Clock.systemUTC());
        int records = (int) (minutes() * TOKENS * share * SPARE / TOKENS_PER_TEXT / engines);
        List<CompletableFuture<SyncReport>> reports = IntStream.range(0, engines)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> sync(ModelName.of("model.number" + i), records, service, store.reopen()), executor))
                .toList();
        long embedded = reports.stream()
                .mapToLong(report -> report.join().recordsEmbedded())
                .sum();
        return measured(service.ledger(), (long) records * engines - embedded);
    }

    private double minutes() {
        return measured.toMillis() / 60_000.0;
    }

    private SyncReport sync(ModelName model, int records, SimulatedService service, MetadataStore store) {
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .model(model, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        for (int id = 1; id <= records; id++) {
            source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text(model + " " + id)));
        }
        EngineSettings.Builder settings = EngineSettings.builder().embedBatchSize(10);
        if (engines > 1) {
            settings.sharedBudget("benchmark");
        }
        try (SyncEngine engine = SyncEngine.builder()
                .source(source)
                .embedder(new SlowService(service, LATENCY))
                .sink(new InMemoryVectorSink())
                .metadata(store)
                .settings(settings.build())
                .build()) {
            return engine.sync(SyncRequest.of(model.value()));
        }
    }

    private Measured measured(ServiceLedger ledger, long lost) {
        Duration from = ledger.requests().get(0);
        long requests = ledger.requests().size();
        Duration settled = ledger.refusals().stream()
                .findFirst()
                .map(first -> first.compareTo(window) > 0 ? first : window)
                .orElse(from)
                .plus(SETTLING);
        long refusedLater = ledger.refusals().stream()
                .filter(at -> at.compareTo(settled) > 0)
                .count();
        return new Measured(
                100 * ledger.tokensBetween(from, from.plus(measured)) / (minutes() * TOKENS * share),
                requests,
                100.0 * ledger.refusals().size() / requests,
                100.0 * refusedLater / requests,
                lost,
                ledger.texts().values().stream().filter(times -> times > 1).count());
    }
}
