package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.core.adapter.ConfigNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server for a person who may read partners with an even id only. */
class SearchRightsToolsTest {

    private final Company company = new Company(10);
    private SynclineMcpServer server;
    private RawClient client;

    /** The rights of that person. */
    private static final class EvenIds implements RecordAccess {

        @Override
        public String source() {
            return "memory:company";
        }

        @Override
        public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
            return ids.stream().filter(id -> id.number() % 2 == 0).collect(Collectors.toSet());
        }
    }

    @BeforeEach
    void start() throws Exception {
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(ConfigNode.of("mcp", Map.of("models", List.of("res.partner"))))
                        .seenBy(new EvenIds()),
                company::open);
        client = new RawClient(server).initialize();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        company.close();
    }

    private void sync() throws Exception {
        client.call("sync_model", Map.of("model_name", "res.partner"));
    }

    @Test
    void searchShouldFindWhatThePersonMayRead() throws Exception {
        sync();

        assertThat(client.call("search_records", Map.of("query", "partner", "limit", 20))
                        .get("hits"))
                .hasSize(5)
                .allSatisfy(hit -> assertThat(hit.get("record_id").asLong() % 2).isZero());
    }

    @Test
    void recordThatThePersonMayNotReadShouldNotBeExplained() throws Exception {
        sync();

        assertThat(client.problem("explain_record", Map.of("model_name", "res.partner", "record_id", 3)))
                .isEqualTo("There is no record 3 of res.partner that the user of this server may read");
        assertThat(client.call("explain_record", Map.of("model_name", "res.partner", "record_id", 4))
                        .get("verdict")
                        .asText())
                .isEqualTo("current");
    }
}
