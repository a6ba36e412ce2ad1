package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.core.settings.EngineSettings;
import io.syncline.odoo.testserver.OdooCall;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.testkit.forward.ForwardingEmbedder;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Batches and pipeline of the plan that Syncline began with, by its tools. */
class PlanPipelineTest extends PlanServer {

    private final Queue<Integer> batches = new ConcurrentLinkedQueue<>();
    private Runnable beforeEmbedding = () -> {};
    private EngineSettings settings = EngineSettings.defaults();

    @Override
    EngineSettings settings() {
        return settings;
    }

    @Override
    Embedder embedder() {
        return new ForwardingEmbedder(InMemoryEmbedder.builder().build()) {
            @Override
            public EmbeddingResult embed(List<String> texts, InputType type) {
                batches.add(texts.size());
                beforeEmbedding.run();
                return super.embed(texts, type);
            }
        };
    }

    /** The pages of records that were asked for, by their limits; listings of ids and probes read no names. */
    private List<Long> pages() {
        return odoo.calls().stream()
                .filter(call -> readsPartners(call)
                        && String.valueOf(call.kwargs().get("fields")).contains("name"))
                .map(call -> ((Number) call.kwargs().get("limit")).longValue())
                .filter(limit -> limit > 1)
                .toList();
    }

    private static boolean readsPartners(OdooCall call) {
        return call.model().equals(PARTNERS) && call.method().equals("search_read");
    }

    private static boolean readsAfter(OdooCall call, long id) {
        return readsPartners(call) && call.args().toString().startsWith("[[[id, >, " + id + "]");
    }

    /** T2.1: 500 records a call, texts in batches of 50 at most, and none lost. */
    @Test
    void transferShouldReadLargePagesAndEmbedInBatches() throws Exception {
        JsonNode run = transfer();

        assertThat(run.get("records_embedded").asInt()).as(run.toString()).isEqualTo(RECORDS);
        assertThat(pages()).hasSizeLessThanOrEqualTo(RECORDS / 500 + 1).containsOnly(500L);
        assertThat(batches).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(50));
        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(RECORDS);
    }

    /** T2.2: both sizes are settings. */
    @Test
    void sizesShouldBeConfigurable() throws Exception {
        stopServer();
        settings =
                EngineSettings.builder().fetchBatchSize(300).embedBatchSize(20).build();
        startServer();
        transfer();

        assertThat(pages()).containsOnly(300L);
        assertThat(batches).contains(20).allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(20));
    }

    /** T2.3 and T3.4: the log shows how far a run is, and that its stages overlap. */
    @Test
    @ResourceLock(Resources.SYSTEM_ERR)
    void logShouldShowTheBatchesAndTheWorkOfTheStages() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            transfer();
        } finally {
            System.setErr(before);
        }

        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Fetched batch: 500/1200 records (41%)", "Fetched batch: 1200/1200 records (100%)")
                .containsPattern("fetch 3 calls .* embed \\d+ calls .* s of work in ");
    }

    /** T3.1: without overlap, the first texts would wait for a page that nobody reads. */
    @Test
    void nextPageShouldBeReadBeforeTheFirstOneIsEmbedded() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        odoo.intercept(call -> {
            if (readsAfter(call, 500)) {
                second.countDown();
            }
            return OdooReply.proceed();
        });
        beforeEmbedding = () -> await(second);

        assertThat(transfer().get("records_embedded").asInt()).isEqualTo(RECORDS);
        assertThat(second.getCount()).isZero();
    }

    /** T3.2: a page that fails ends the run with its reason; what was read before is kept, and the next run resumes. */
    @Test
    void pageThatFailsShouldEndTheRunCleanly() throws Exception {
        odoo.intercept(
                call -> readsAfter(call, 500) ? new OdooReply.Http(403, "forbidden", Map.of()) : OdooReply.proceed());
        JsonNode failed = transfer();
        odoo.intercept(call -> OdooReply.proceed());

        assertThat(failed.get("success").asBoolean(true)).as(failed.toString()).isFalse();
        assertThat(failed.get("errors")).isNotEmpty();
        assertThat(failed.get("records_processed").asInt()).isLessThan(RECORDS);
        JsonNode next = transfer();
        assertThat(next.get("success").asBoolean()).as(next.toString()).isTrue();
        assertThat(client.call("sync_status", partners())
                        .at("/models/0/records_stored")
                        .asInt())
                .isEqualTo(RECORDS);
    }

    /** T3.3: the last batch leaves no run, no lease and, when the server is closed, no thread. */
    @Test
    void lastBatchShouldLeaveNothingRunning() throws Exception {
        Set<Thread> before = ofSyncline();
        transfer();

        assertThat(server.activeRuns()).isEmpty();
        assertThat(client.call("sync_status", partners()).at("/models/0").has("active_run"))
                .isFalse();
        stopServer();
        for (Thread thread : ofSyncline()) {
            if (!before.contains(thread)) {
                thread.join(BOUND_SECONDS * 1000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        startServer();
    }

    private static Set<Thread> ofSyncline() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("syncline-"))
                .collect(Collectors.toSet());
    }
}
