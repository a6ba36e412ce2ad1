package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Gate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A sync of ten minutes, in a time that passes while calls wait, for a client that gives up a call after a minute. */
class TenMinuteSyncTest {

    private static final long LIMIT_SECONDS = 60;
    private static final long RUN_SECONDS = 600;

    @Test
    void syncShouldBeFollowedToItsEndByCallsWithinTheLimit() throws Exception {
        AtomicLong now = new AtomicLong();
        try (Company company = new Company(30)) {
            Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
            SynclineMcpServer server = SynclineMcpServer.of(
                    SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                    company::open,
                    new ManualTime(now::set));
            try (server;
                    RawClient client = new RawClient(server).initialize()) {
                JsonNode run = client.call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 45));
                gate.awaitArrivals(1);
                String id = run.get("run_id").asText();
                int polls = 0;
                while (now.get() < RUN_SECONDS) {
                    long before = now.get();
                    assertThat(run.get("state").asText()).isEqualTo("running");
                    run = client.call("sync_status", Map.of("run_id", id, "wait_seconds", 45))
                            .at("/runs/0");
                    assertThat(now.get() - before).isBetween(1L, LIMIT_SECONDS);
                    polls++;
                }
                assertThat(client.call("sync_model", Map.of("model_name", "res.partner"))
                                .get("message")
                                .asText())
                        .startsWith("Sync already in progress for res.partner, started 10 min ago");
                gate.open();
                while (run.get("state").asText().equals("running")) {
                    run = client.call("sync_status", Map.of("run_id", id, "wait_seconds", 1))
                            .at("/runs/0");
                }

                assertThat(run.get("records_embedded").asInt()).isEqualTo(30);
                assertThat(run.get("elapsed_ms").asLong()).isGreaterThanOrEqualTo(RUN_SECONDS * 1000);
                assertThat(polls).isBetween(10, 15);
                assertThat(id).isEqualTo(run.get("run_id").asText()).endsWith("-1");
            }
        }
    }
}
