package io.syncline.enginetests.acceptance;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.qdrant.QdrantVectorSink;
import io.syncline.sqlite.SqliteStore;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that syncs once and prints what it does: {@code EMBED name|name|...} before each request to the
 * embedder, {@code REPORT outcome} at the end.
 */
final class SyncProcess {

    static final ModelName MODEL = ModelName.of("res.partner");
    static final String PASSWORD = "secret";
    static final String COLLECTION = "partners";
    private static final Duration LEASE = Duration.ofSeconds(2);

    private SyncProcess() {}

    /** The services and files of a process; a sink is {@code qdrant:port:collection} or {@code sqlite:file}. */
    record Place(String odooUrl, String database, Path state, String sink) {

        RecordSource source() {
            return OdooRecordSource.builder()
                    .url(odooUrl)
                    .database(database)
                    .username("sync")
                    .apiKey(PASSWORD)
                    .build();
        }

        MetadataStore metadata() {
            return FileMetadataStore.open(state);
        }

        VectorSink openSink() {
            String[] parts = sink.split(":", 3);
            if (parts[0].equals("qdrant")) {
                return QdrantVectorSink.builder()
                        .host("127.0.0.1")
                        .port(Integer.parseInt(parts[1]))
                        .collection(parts[2])
                        .build();
            }
            return SqliteStore.builder().path(Path.of(parts[1])).build().vectorSink();
        }

        SyncEngine engine(Embedder embedder, RecordSource source, VectorSink sink, MetadataStore metadata) {
            return SyncEngine.builder()
                    .source(source)
                    .embedder(embedder)
                    .sink(sink)
                    .metadata(metadata)
                    .settings(EngineSettings.builder()
                            .fetchBatchSize(20)
                            .embedBatchSize(5)
                            .embedConcurrency(2)
                            .writeBatchSize(5)
                            .leaseTtl(LEASE)
                            .checkpointInterval(Duration.ofMillis(50))
                            .build())
                    .model(
                            MODEL.value(),
                            ModelSettings.builder().addFields("name").build())
                    .build();
        }

        /**
         * Starts a process; one that holds waits for a line on its standard input before its first embedding request.
         */
        Process start(boolean hold) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SyncProcess.class.getName()));
            command.addAll(List.of(odooUrl, database, state.toString(), sink, Boolean.toString(hold)));
            return ChildProcess.start(
                    new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(new File("/dev/null"))));
        }
    }

    static Embedder vectors() {
        return InMemoryEmbedder.builder().dimension(8).build();
    }

    public static void main(String[] args) {
        Place place = new Place(args[0], args[1], Path.of(args[2]), args[3]);
        try (RecordSource source = place.source();
                VectorSink sink = place.openSink();
                MetadataStore metadata = place.metadata();
                Embedder embedder = new PrintingEmbedder(vectors(), Boolean.parseBoolean(args[4]));
                SyncEngine engine = place.engine(embedder, source, sink, metadata)) {
            SyncReport report = engine.sync(SyncRequest.of(MODEL.value()));
            System.out.println("REPORT " + report.outcome() + " "
                    + report.failure()
                            .map(failure -> failure.getClass().getSimpleName())
                            .orElse(""));
            System.exit(report.outcome() == RunOutcome.COMPLETED ? 0 : 1);
        }
    }

    /** Prints the texts of each request before it is sent. */
    private static final class PrintingEmbedder extends ForwardingEmbedder {

        private boolean hold;

        PrintingEmbedder(Embedder next, boolean hold) {
            super(next);
            this.hold = hold;
        }

        @Override
        public EmbeddingResult embed(List<String> texts, InputType type) {
            print(texts);
            return next.embed(texts, type);
        }

        private synchronized void print(List<String> texts) {
            System.out.println("EMBED " + String.join("|", texts).replace("\n", " "));
            if (hold) {
                hold = false;
                try {
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
