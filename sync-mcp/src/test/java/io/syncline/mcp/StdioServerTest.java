package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.RunOutcome;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.state.FileMetadataStore;
import io.syncline.mcp.internal.tool.ToolCatalog;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultPlan;
import io.syncline.testkit.fault.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools over standard input and output, and the life of their runs. */
class StdioServerTest {

    private final Company company = new Company(30);
    private SynclineMcpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        start(Map.of("models", List.of("res.partner", "product.template")));
    }

    private void start(Map<String, Object> settings) throws Exception {
        server = SynclineMcpServer.of(SynclineMcpServer.settings(ConfigNode.of("mcp", settings)), company::open);
        client = new RawClient(server).initialize();
    }

    private void restart(Map<String, Object> settings) throws Exception {
        stop();
        start(settings);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        company.close();
    }

    private static Map<String, Object> partner(Object... more) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("model_name", "res.partner"));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i].toString(), more[i + 1]);
        }
        return arguments;
    }

    @Test
    void toolsShouldBeListedInTheOrderOfTheCatalogWithSchemasAndHints() throws Exception {
        JsonNode tools = client.request("tools/list", Map.of()).at("/result/tools");

        List<String> names = new ArrayList<>();
        tools.forEach(tool -> names.add(tool.get("name").asText()));
        assertThat(names).isEqualTo(ToolCatalog.names()).hasSize(10);
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.get("title").asText()).isNotBlank();
            assertThat(tool.at("/inputSchema/additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(tool.at("/outputSchema/type").asText()).isEqualTo("object");
            assertThat(tool.get("annotations").has("destructiveHint")).isTrue();
            assertThat(tool.get("name").asText()).matches("[a-z_]{1,64}");
        });
    }

    @Test
    void engineShouldBeOpenedOnceAndNotBeforeItIsNeeded() throws Exception {
        client.request("tools/list", Map.of());
        assertThat(company.opened).hasValue(0);

        client.call("sync_model", partner());
        client.call("list_models", Map.of());

        assertThat(company.opened).hasValue(1);
    }

    @Test
    void syncShouldAnswerWithItsReport() throws Exception {
        JsonNode answer = client.call("sync_model", partner());

        assertThat(answer.get("state").asText()).isEqualTo("finished");
        assertThat(answer.get("success").asBoolean()).isTrue();
        assertThat(answer.get("sync_type").asText()).isEqualTo("full");
        assertThat(answer.get("records_embedded").asInt()).isEqualTo(30);
        assertThat(answer.get("message").asText()).contains("Sync of res.partner completed: 30 records");
    }

    @Test
    void commandOfThePlanShouldMeanASync() throws Exception {
        assertThat(client.call("sync_model", Map.of("model_name", "transfer_res.partner_1984"))
                        .get("records_embedded")
                        .asInt())
                .isEqualTo(30);
        assertThat(client.call("transfer_res.partner_1984", Map.of())
                        .get("records_embedded")
                        .asInt())
                .isZero();
        assertThat(client.call("transfer_res_partner_1984", Map.of("force_full", true))
                        .get("records_unchanged")
                        .asInt())
                .isEqualTo(30);
    }

    @Test
    void runThatTakesLongerShouldGoOnAndBeFollowed() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        JsonNode running = client.call("sync_model", partner("wait_seconds", 0));

        assertThat(running.get("state").asText()).isEqualTo("running");
        assertThat(running.has("success")).isFalse();
        String id = running.get("run_id").asText();
        gate.awaitArrivals(1);
        RawClient.Pending status = client.start("sync_status", Map.of("run_id", id, "wait_seconds", 45));
        gate.open();

        JsonNode ended = RawClient.structured(status.get().get("result")).at("/runs/0");
        assertThat(ended.get("run_id").asText()).isEqualTo(id);
        assertThat(ended.get("state").asText()).isEqualTo("finished");
        assertThat(ended.get("records_embedded").asInt()).isEqualTo(30);
    }

    @Test
    void cancelShouldEndARunAndGiveBackItsLease() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        client.call("sync_model", partner("wait_seconds", 0));
        gate.awaitArrivals(1);
        RawClient.Pending cancel = client.start("cancel_sync", partner());
        awaitCancelling();
        gate.open();

        JsonNode ended = RawClient.structured(cancel.get().get("result"));
        assertThat(ended.get("outcome").asText()).isEqualTo("cancelled");
        assertThat(client.call("sync_model", partner()).get("success").asBoolean())
                .isTrue();
    }

    @Test
    void cancelledRequestShouldCancelItsRunAndGetNoAnswer() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        RawClient.Pending sync = client.start("sync_model", partner("wait_seconds", 45));
        gate.awaitArrivals(1);
        client.cancel(sync);
        awaitCancelling();
        gate.open();

        JsonNode ended = client.call("sync_status", partner("wait_seconds", 45)).at("/runs/0");
        assertThat(ended.get("outcome").asText()).isEqualTo("cancelled");
        assertThat(sync.isAnswered()).isFalse();
    }

    @Test
    void cancelledWaitForTheRunOfAnotherCallShouldLeaveTheRunAlone() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        client.call("sync_model", partner("wait_seconds", 0));
        gate.awaitArrivals(1);
        client.cancel(client.start("sync_status", partner("wait_seconds", 45)));
        gate.open();

        assertThat(client.call("sync_status", partner("wait_seconds", 45))
                        .at("/runs/0/outcome")
                        .asText())
                .isEqualTo("completed");
    }

    @Test
    void endOfInputShouldCancelRunsAndGiveBackTheirLeases(@TempDir Path directory) throws Exception {
        Path state = directory.resolve("state.json");
        try (SynclineMcpServer bulk = BulkServer.server(state);
                RawClient leaving = new RawClient(bulk).initialize()) {
            leaving.call("sync_model", Map.of("model_name", "endless.record", "wait_seconds", 0));
            await(leaving, "endless.record", run -> run.path("records_done").asInt() > 0);
            leaving.start("sync_status", Map.of("model_name", "endless.record", "wait_seconds", 45));
        }

        try (FileMetadataStore store = FileMetadataStore.open(state)) {
            assertThat(store.keys()).hasSize(1).allSatisfy(key -> {
                assertThat(store.read(key).state().lease()).isEmpty();
                assertThat(store.read(key).state().lastRun().orElseThrow().outcome())
                        .isEqualTo(RunOutcome.CANCELLED);
            });
        }
    }

    private static void await(RawClient client, String model, Predicate<JsonNode> condition) throws Exception {
        JsonNode run;
        do {
            run = client.call("sync_status", Map.of("model_name", model)).at("/runs/0");
        } while (!condition.test(run));
    }

    private void awaitCancelling() throws Exception {
        await(client, "res.partner", run -> run.get("message").asText().contains("being cancelled"));
    }

    @Test
    void progressShouldBeSentOnlyToAClientThatAsksForIt() throws Exception {
        List<Long> waits = new ArrayList<>();
        stop();
        Gate gate = company.hold(PortMethod.SINK_UPSERT);
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                company::open,
                new ManualTime(waits::add));
        client = new RawClient(server).initialize();
        client.startWithProgress("sync_model", partner("wait_seconds", 45)).get();
        int sent = client.progress.size();
        client.call("sync_status", partner("wait_seconds", 45));

        assertThat(waits).hasSize(90);
        assertThat(sent).isBetween(1, 45);
        assertThat(client.progress).hasSize(sent).allSatisfy(update -> {
            assertThat(update.get("progressToken").asText()).isEqualTo("token");
            assertThat(update.get("message").asText()).startsWith("Sync of res.partner");
        });
        gate.open();
    }

    /** A client may give up a call that it hears nothing of. */
    @Test
    void progressShouldBeSentAndRiseWhileNothingIsDone() throws Exception {
        stop();
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                company::open,
                new ManualTime(seconds -> {}));
        client = new RawClient(server).initialize();
        client.startWithProgress("sync_model", partner("wait_seconds", 45)).get();
        gate.open();

        List<Double> values = client.progress.stream()
                .map(update -> update.get("progress").asDouble())
                .toList();
        assertThat(values).hasSizeGreaterThan(40).doesNotHaveDuplicates().isSorted();
        assertThat(values.get(values.size() - 1)).isLessThan(1);
    }

    @Test
    void callThatCannotWaitShouldSaySo() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        client.call("sync_model", partner("wait_seconds", 0));
        List<RawClient.Pending> waiting = new ArrayList<>();
        String message;
        do {
            waiting.add(client.start("sync_status", partner("wait_seconds", 45)));
            message = client.call("sync_status", partner("wait_seconds", 1))
                    .at("/runs/0/message")
                    .asText();
        } while (waiting.size() < 12 && !message.contains("did not wait"));
        gate.open();

        assertThat(message).contains("since 8 others do: ask again in 30 s");
        for (RawClient.Pending call : waiting) {
            call.get();
        }
    }

    @Test
    void requestsBeforeTheEndOfTheInputShouldBeAnswered() throws Exception {
        client.call("sync_model", partner());
        Gate gate = company.hold(PortMethod.STORE_READ);
        RawClient.Pending last = client.start("list_models", Map.of());
        gate.awaitArrivals(1);
        client.closeInput();
        gate.open();

        assertThat(last.get().has("result")).isTrue();
    }

    @Test
    void runOfAClosedClientShouldAnswerHowItEnded() throws Exception {
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        RawClient.Pending sync = client.start("sync_model", partner("wait_seconds", 45));
        gate.awaitArrivals(1);
        client.closeInput();
        gate.open();

        assertThat(RawClient.structured(sync.get().get("result")).get("outcome").asText())
                .isEqualTo("cancelled");
    }

    /** All ways to end the server together wait for so long, and then it ends. */
    @Test
    void systemThatNeverAnswersShouldNotKeepTheServer() throws Exception {
        stop();
        AtomicLong waited = new AtomicLong();
        Gate gate = company.hold(PortMethod.SINK_UPSERT);
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                company::open,
                new ManualTime(waited::set));
        client = new RawClient(server).initialize();
        client.call("sync_model", partner("wait_seconds", 0));
        gate.awaitArrivals(1);
        client.close();
        server.close();

        assertThat(server.activeRuns()).containsExactly("sync of res.partner");
        assertThat(waited.get()).isBetween(30L, 33L);
        gate.open();
    }

    @Test
    void costOfASyncShouldBeLimitedByTheOperator() throws Exception {
        restart(Map.of("models", List.of("res.partner"), "max-cost", "0.000001"));
        JsonNode answer = client.call("sync_model", partner("force_full", true));

        assertThat(answer.get("outcome").asText()).as(answer.toString()).isEqualTo("refused_by_cost");
        assertThat(answer.get("state").asText()).isEqualTo("refused");
    }

    @Test
    void problemsThatMayQuoteRecordsShouldComeWithANotice() throws Exception {
        company.follow(FaultPlan.builder()
                .from(PortMethod.SOURCE_PAGE, 1, Fault.failSetup())
                .build());
        JsonNode failed = client.call("sync_model", partner());

        assertThat(failed.get("errors")).isNotEmpty();
        assertThat(failed.get("data_notice").asText()).contains("not instructions");
        assertThat(client.call("list_models", Map.of()).get("data_notice").asText())
                .contains("not instructions");
    }

    @Test
    void settingsShouldDecideWhichToolsAreOffered() throws Exception {
        restart(Map.of("tools", Map.of("cleanup-deleted", false), "models", List.of("res.partner")));
        assertThat(client.request("tools/list", Map.of()).toString())
                .contains("sync_model")
                .doesNotContain("cleanup_deleted");
        assertThat(client.start("cleanup_deleted", partner())
                        .get()
                        .at("/error/message")
                        .asText())
                .isEqualTo("Tool not found: cleanup_deleted");

        restart(Map.of("read-only", true, "models", List.of("res.partner")));
        List<String> names = new ArrayList<>();
        client.request("tools/list", Map.of())
                .at("/result/tools")
                .forEach(tool -> names.add(tool.get("name").asText()));
        assertThat(names)
                .containsExactly(
                        "plan_sync",
                        "sync_status",
                        "cancel_sync",
                        "list_failures",
                        "explain_record",
                        "search_records",
                        "list_models");
    }

    @Test
    void modelsThatAreNotAllowedShouldBeRefused() throws Exception {
        assertThat(client.problem("sync_model", Map.of("model_name", "res.users")))
                .contains("'res.users' is not among those", "product.template, res.partner");
        assertThat(client.problem("search_records", Map.of("query", "x", "model_name", "res.partners")))
                .contains("did you mean 'res.partner'?");
        assertThat(client.problem("explain_record", Map.of("model_name", "../etc/passwd", "record_id", 1)))
                .contains("model_name");
    }

    @Test
    void conditionOfASearchShouldBeCheckedBeforeItIsAsked() throws Exception {
        client.call("sync_model", partner());

        assertThat(client.problem("search_records", Map.of("query", "x", "where", "city = Graz")))
                .contains("'where'", "Expected a text in single quotes", "character 8");
        assertThat(client.problem("search_records", Map.of("query", "x", "where", "no_such_field = 'x'")))
                .contains("'no_such_field'", "no stored record");
    }

    @Test
    void resourcesShouldShowStatusAndFailures() throws Exception {
        client.call("sync_model", partner());

        assertThat(client.request("resources/list", Map.of())
                        .at("/result/resources/0/uri")
                        .asText())
                .isEqualTo("syncline://status");
        assertThat(client.request("resources/templates/list", Map.of()).toString())
                .contains("syncline://models/{model}", "syncline://models/{model}/failures");
        assertThat(read("syncline://status")).contains("\"records_stored\":30");
        assertThat(read("syncline://models/res.partner")).contains("\"synced\":true", "\"kind\":\"sync\"");
        assertThat(read("syncline://models/res.partner/failures")).contains("\"failures\":[]", "data_notice");
        assertThat(client.request("resources/read", Map.of("uri", "syncline://models/res.users"))
                        .at("/error/message")
                        .asText())
                .contains("not among those");
    }

    private String read(String uri) throws Exception {
        return client.request("resources/read", Map.of("uri", uri))
                .at("/result/contents/0/text")
                .asText();
    }
}
