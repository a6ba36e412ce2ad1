package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Fault;
import io.syncline.testkit.fault.FaultPlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients are shown of models: of all at once, also while a system is away. */
class StatusToolsTest {

    private static final Map<String, Object> PARTNER = Map.of("model_name", "res.partner");

    private final Company company = new Company(3);
    private SynclineMcpServer server;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("models", List.of("res.partner", "product.template")))),
                company::open);
        client = new RawClient(server).initialize();
        client.call("sync_model", PARTNER);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        company.close();
    }

    private void loseSink() {
        company.follow(FaultPlan.builder()
                .from(PortMethod.SINK_OPEN, 1, Fault.failTransient())
                .from(PortMethod.CATALOG_IDENTITY, 1, Fault.failTransient())
                .from(PortMethod.CATALOG_CONTENTS, 1, Fault.failTransient())
                .from(PortMethod.SINK_COUNT, 1, Fault.failTransient())
                .build());
    }

    @Test
    void modelThatWasNeverSyncedShouldBeShownWhileTheSinkIsUnreachable() throws Exception {
        loseSink();

        JsonNode models = client.call("list_models", Map.of()).get("models");

        assertThat(models)
                .hasSize(2)
                .allSatisfy(model -> assertThat(model.has("sink_problem")).isTrue());
        assertThat(models.findValuesAsText("synced")).containsExactly("false", "true");
        assertThat(client.call("sync_status", Map.of()).get("models")).hasSize(2);
        assertThat(client.call("sync_status", Map.of("model_name", "product.template"))
                        .at("/models/0/sink_problem")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void resourceOfAnUnreachableSystemShouldNotBeCalledUnknown() throws Exception {
        company.follow(FaultPlan.builder()
                .from(PortMethod.STORE_READ, 1, Fault.failTransient())
                .from(PortMethod.STORE_KEYS, 1, Fault.failTransient())
                .build());

        assertThat(client.request("resources/read", Map.of("uri", "syncline://models/res.partner"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32000);
    }

    @Test
    void recordsShouldBeCountedOnceForAllModels() throws Exception {
        AtomicInteger counts = new AtomicInteger();
        Fault counted = Fault.of("counted", (call, next) -> {
            counts.incrementAndGet();
            next.run();
        });
        company.follow(FaultPlan.builder()
                .from(PortMethod.CATALOG_CONTENTS, 1, counted)
                .build());

        client.call("list_models", Map.of());

        assertThat(counts).hasValue(1);
    }
}
