package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.SyncListener;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenarios of the plan that Syncline began with, by its tools, against a server that answers like Odoo. */
class PlanScenariosTest {

    private static final String PARTNERS = "res.partner";
    private static final int RECORDS = 1200;
    private static final long BOUND_SECONDS = 60;

    private final Instant began = Instant.parse("2026-11-29T08:00:00Z");
    private final AtomicLong reads = new AtomicLong();
    private final OdooServer odoo = OdooServer.builder()
            .clock(() -> began.plusSeconds(reads.getAndIncrement()))
            .database("company")
            .user("bot", "secret")
            .start();
    private final InMemoryVectorSink sink = new InMemoryVectorSink();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @TempDir
    private Path directory;

    private SynclineMcpServer server;
    private RawClient client;

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

    private void startServer() throws Exception {
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("models", List.of(PARTNERS), "max-delete-share", 0.2))),
                this::engine);
        client = new RawClient(server).initialize();
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
                .source(source)
                .embedder(InMemoryEmbedder.builder().build())
                .sink(sink)
                .metadata(metadata)
                .listener(listener)
                .build();
        open.push(source);
        open.push(metadata);
        open.push(engine);
        return engine;
    }

    private void stopServer() throws Exception {
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

    private Map<String, Object> partners(Object... more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("model_name", PARTNERS));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i].toString(), more[i + 1]);
        }
        return arguments;
    }

    /** Calls a tool and follows its run to the end. */
    private JsonNode run(String tool, Map<String, Object> arguments) throws Exception {
        JsonNode run = client.call(tool, arguments);
        while (run.get("state").asText().equals("running")) {
            run = client.call("sync_status", Map.of("run_id", run.get("run_id").asText(), "wait_seconds", 45))
                    .at("/runs/0");
        }
        return run;
    }

    private JsonNode transfer(Object... more) throws Exception {
        return run("transfer_res.partner_1984", more.length == 0 ? Map.of() : partners(more));
    }

    /** T1.1, T1.2, T1.3, T1.5. */
    @Test
    void secondTransferShouldBeRefusedWithItsProgressWhileTheFirstRuns() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        odoo.intercept(call -> {
            if (call.method().equals("search_read") && call.args().toString().startsWith("[[[id, >, 1000]")) {
                reached.countDown();
                await(release);
            }
            return OdooReply.proceed();
        });
        JsonNode first = client.call("sync_model", partners("wait_seconds", 0));
        assertThat(first.get("state").asText()).isEqualTo("running");
        await(reached);

        JsonNode second = client.call("sync_model", partners());
        release.countDown();

        assertThat(second.get("success").asBoolean(true)).isFalse();
        assertThat(second.get("outcome").asText()).isEqualTo("refused_in_progress");
        assertThat(second.get("records_processed").asInt(-1)).isZero();
        assertThat(second.get("records_embedded").asInt(-1)).isZero();
        assertThat(second.get("records_failed").asInt(-1)).isZero();
        assertThat(second.get("message").asText())
                .startsWith("Sync already in progress for res.partner, started ")
                .contains(" s ago")
                .containsPattern("\\d+% done \\(\\d+/1200 records\\)");
        assertThat(second.at("/blocked_by/run_id")).isEqualTo(first.get("run_id"));
        JsonNode ended =
                client.call("sync_status", partners("wait_seconds", 45)).at("/runs/0");
        assertThat(ended.get("success").asBoolean()).as(ended.toString()).isTrue();
        assertThat(ended.get("records_embedded").asInt()).isEqualTo(RECORDS);
        assertThat(transfer().get("success").asBoolean()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** T1.4. */
    @Test
    void failedRunShouldReleaseTheLock() throws Exception {
        odoo.intercept(call -> call.method().equals("search_read")
                ? new OdooReply.Http(403, "forbidden", Map.of())
                : OdooReply.proceed());
        JsonNode failed = transfer();
        assertThat(failed.get("success").asBoolean(true)).as(failed.toString()).isFalse();
        assertThat(failed.get("errors")).isNotEmpty();
        assertThat(failed.toString()).doesNotContain("127.0.0.1", "secret");

        odoo.intercept(call -> OdooReply.proceed());
        assertThat(transfer().get("success").asBoolean()).isTrue();
    }

    /** T4.1 to T4.5. */
    @Test
    void transferShouldBeIncrementalFromTheSecondRunOn() throws Exception {
        JsonNode first = transfer();
        assertThat(first.get("sync_type").asText()).isEqualTo("full");
        assertThat(first.get("records_embedded").asInt()).isEqualTo(RECORDS);

        odoo.database().write(PARTNERS, 7L, Map.of("name", "Renamed"));
        JsonNode second = transfer();
        assertThat(second.get("sync_type").asText()).isEqualTo("incremental");
        assertThat(second.get("records_embedded").asInt()).isEqualTo(1);

        JsonNode idle = transfer();
        assertThat(idle.get("success").asBoolean()).isTrue();
        assertThat(idle.get("records_embedded").asInt()).isZero();

        assertThat(transfer("force_full", true).get("sync_type").asText()).isEqualTo("full");

        stopServer();
        startServer();
        JsonNode later = transfer();
        assertThat(later.get("sync_type").asText()).isEqualTo("incremental");
        assertThat(later.get("records_embedded").asInt()).isZero();
    }

    @Test
    void testLimitShouldCapTheRecords() throws Exception {
        assertThat(transfer("test_limit", 10).get("records_processed").asInt()).isEqualTo(10);
        assertThat(transfer().get("sync_type").asText()).isEqualTo("full");
    }

    /** T5.1 to T5.3. */
    @Test
    void cleanupShouldDeleteWhatWasDeletedButOnlyWhenTold() throws Exception {
        transfer();
        assertThat(run("cleanup_deleted", partners()).get("records_stale").asInt(-1))
                .isZero();

        odoo.database().unlink(PARTNERS, 5L);
        JsonNode dry = run("cleanup_deleted", partners());
        assertThat(dry.get("dry_run").asBoolean()).isTrue();
        assertThat(dry.get("stale_records").get(0).asLong()).isEqualTo(5);
        assertThat(dry.get("records_deleted").asInt(-1)).isZero();
        assertThat(run("cleanup_deleted", partners("dry_run", false))
                        .get("records_deleted")
                        .asInt())
                .isEqualTo(1);

        odoo.database()
                .unlink(PARTNERS, LongStream.rangeClosed(101, 200).boxed().toArray(Long[]::new));
        assertThat(run("cleanup_deleted", partners("dry_run", false))
                        .get("records_deleted")
                        .asInt())
                .isEqualTo(100);
        assertThat(run("verify_model", partners()).get("in_sync").asBoolean()).isTrue();
    }

    @Test
    void cleanupThatWouldDeleteTooMuchShouldBeRefused() throws Exception {
        transfer();
        odoo.database().unlink(PARTNERS, LongStream.rangeClosed(1, 600).boxed().toArray(Long[]::new));

        JsonNode refused = run("cleanup_deleted", partners("dry_run", false));

        assertThat(refused.get("state").asText()).isEqualTo("refused");
        assertThat(refused.get("outcome").asText()).isEqualTo("refused_by_guard");
        assertThat(refused.get("records_deleted").asInt(-1)).isZero();
    }
}
