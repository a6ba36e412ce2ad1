package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.SyncListener;
import io.syncline.api.SyncRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Gate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client hears while a search waits for a system. */
class SlowSearchTest {

    private static void sync(Company company) {
        try (SyncEngine engine = company.engine(SyncListener.NONE)) {
            assertThat(engine.sync(SyncRequest.of("res.partner")).success()).isTrue();
        }
    }

    @Test
    void clientShouldHearOncePerSecondThatASearchIsAtWork() throws Exception {
        Company company = new Company(3);
        Gate gate = company.hold(PortMethod.SINK_SEARCH);
        ManualTime time = new ManualTime(seconds -> {
            if (seconds >= 7) {
                gate.open();
            }
        });
        try (SynclineMcpServer server = SynclineMcpServer.of(
                        SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                        company::open,
                        time);
                RawClient client = new RawClient(server).initialize()) {
            sync(company);

            assertThat(client.startWithProgress("search_records", Map.of("query", "partner"))
                            .get()
                            .at("/result/structuredContent/hits"))
                    .hasSize(3);

            assertThat(client.progress).hasSizeGreaterThanOrEqualTo(6);
            assertThat(client.progress.get(4).get("message").asText()).startsWith("Searching, ");
            assertThat(client.progress)
                    .extracting(update -> update.get("progress").asDouble())
                    .isSorted()
                    .doesNotHaveDuplicates();
        } finally {
            company.close();
        }
    }

    @Test
    void searchShouldEndWhenTheClientCancelsIt() throws Exception {
        Company company = new Company(3);
        Gate gate = company.hold(PortMethod.SINK_SEARCH);
        try (SynclineMcpServer server = SynclineMcpServer.of(
                        SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner")))),
                        company::open);
                RawClient client = new RawClient(server).initialize()) {
            sync(company);
            RawClient.Pending search = client.start("search_records", Map.of("query", "partner"));
            gate.awaitArrivals(1);
            client.line("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
                    + search.id() + "}}");

            // the thread is free, and the server answers others, although the sink still does not
            assertThat(client.call("list_models", Map.of()).get("models")).hasSize(1);
            gate.open();
        } finally {
            company.close();
        }
    }
}
