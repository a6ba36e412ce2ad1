package io.syncline.enginetests.acceptance;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.forward.ForwardingMeteredEmbedder;
import io.syncline.testkit.memory.InMemoryRecordSource;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that syncs a model of its own within a shared budget, and prints {@code SENT time tokens} before each
 * request, the time in milliseconds, and {@code REPORT outcome} at the end.
 */
final class BudgetProcess {

    static final long TOKENS_PER_MINUTE = 60_000;
    static final int TOKENS_PER_TEXT = 500;

    private BudgetProcess() {}

    static Process start(Path state, String model, int records) throws IOException {
        return ChildProcess.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BudgetProcess.class.getName(),
                        state.toString(),
                        model,
                        Integer.toString(records))
                .redirectError(ProcessBuilder.Redirect.DISCARD));
    }

    public static void main(String[] args) {
        ModelName model = ModelName.of(args[1]);
        InMemoryRecordSource source = InMemoryRecordSource.builder()
                .model(model, new FieldDescription("name", "Name", FieldType.TEXT))
                .build();
        for (int id = 1; id <= Integer.parseInt(args[2]); id++) {
            source.put(model, RecordId.of(id), Map.of("name", new FieldValue.Text("Number " + id)));
        }
        EngineSettings settings = EngineSettings.builder()
                .embedBatchSize(2)
                .sharedBudget("account")
                .build();
        try (MetadataStore metadata = FileMetadataStore.open(Path.of(args[0]));
                SyncEngine engine = SyncEngine.builder()
                        .source(source)
                        .embedder(new PrintingEmbedder())
                        .sink(new InMemoryVectorSink())
                        .metadata(metadata)
                        .settings(settings)
                        .build()) {
            SyncReport report = engine.sync(SyncRequest.of(model.value()));
            System.out.println("REPORT " + report.outcome());
        }
    }

    /** Prints each request before it is sent. */
    private static final class PrintingEmbedder extends ForwardingMeteredEmbedder {

        PrintingEmbedder() {
            super(SimulatedService.builder(Clock.systemUTC())
                    .tokens(text -> TOKENS_PER_TEXT, text -> TOKENS_PER_TEXT)
                    .toldQuota(EmbedderQuota.builder()
                            .requestsPerMinute(1_000)
                            .tokensPerMinute(TOKENS_PER_MINUTE)
                            .build())
                    .build());
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            System.out.println("SENT " + Clock.systemUTC().millis() + " " + texts.size() * TOKENS_PER_TEXT);
            return super.embed(texts, type);
        }
    }
}
