package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.SyncListener;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.port.Embedder;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.odoo.OdooRecordSource;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooServer;
import io.syncline.testkit.memory.InMemoryEmbedder;
import io.syncline.testkit.memory.InMemoryVectorSink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An MCP server over an engine that reads a server which answers like Odoo, and a client of it. */
abstract class PlanServer {

    static final String PARTNERS = "res.partner";
    static final int RECORDS = 1200;
    static final long BOUND_SECONDS = 60;

    private final Instant began = Instant.parse("2026-11-29T08:00:00Z");
    private final AtomicLong reads = new AtomicLong();
    final OdooServer odoo = OdooServer.builder()
            .clock(() -> began.plusSeconds(reads.getAndIncrement()))
            .database("company")
            .user("bot", "secret")
            .start();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @TempDir
    private Path directory;

    SynclineMcpServer server;
    RawClient client;

    @BeforeEach
    void start() throws Exception {
        odoo.database()
                .createAll(
                        PARTNERS,
                        IntStream.rangeClosed(1, RECORDS)
                                .mapToObj(i -> Map.of("name", "Partner " + i))
                                .toList());
        startServer();
    }

    final void startServer() throws Exception {
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("models", List.of(PARTNERS), "max-delete-share", 0.2))),
                this::engine);
        client = new RawClient(server).initialize();
    }

    /** How the engine works. */
    EngineSettings settings() {
        return EngineSettings.defaults();
    }

    /** What embeds. */
    Embedder embedder() {
        return InMemoryEmbedder.builder().build();
    }

    private SyncEngine engine(SyncListener listener) {
        OdooRecordSource source = OdooRecordSource.builder()
                .url(odoo.url())
                .database("company")
                .username("bot")
                .password("secret")
                .build();
        FileMetadataStore metadata = FileMetadataStore.open(directory.resolve("sync_metadata.json"));
        SyncEngine engine = SyncEngine.builder()
                .settings(settings())
                .source(source)
                .embedder(embedder())
                .sink(sink)
                .metadata(metadata)
                .listener(listener)
                .build();
        open.push(source);
        open.push(metadata);
        open.push(engine);
        return engine;
    }

    final void stopServer() throws Exception {
        client.close();
        server.close();
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @AfterEach
    void stop() throws Exception {
        odoo.intercept(call -> OdooReply.proceed());
        stopServer();
        odoo.close();
    }

    static Map<String, Object> partners(Object... more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("model_name", PARTNERS));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i].toString(), more[i + 1]);
        }
        return arguments;
    }

    /** Calls a tool and follows its run to the end. */
    final JsonNode run(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode run = client.call(tool, arguments);
        while (run.get("state").asText().equals("running")) {
            run = client.call("sync_status", Map.of("run_id", run.get("run_id").asText(), "wait_seconds", 45))
                    .at("/runs/0");
        }
        return run;
    }

    final JsonNode transfer(Object... more) throws Exception {
        return run("transfer_res.partner_1984", more.length == 0 ? Map.of() : partners(more));
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
