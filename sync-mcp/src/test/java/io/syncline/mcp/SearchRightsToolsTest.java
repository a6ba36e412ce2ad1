package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import java.util.ArrayList;
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
    private volatile boolean refused;
    private SynclineMcpServer server;
    private RawClient client;

    /** The rights of that person. */
    private final class EvenIds implements RecordAccess {

        @Override
        public String source() {
            return "memory:company";
        }

        @Override
        public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
            if (refused) {
                throw new SetupException("This person may not read " + model);
            }
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

    /** By somebody else, since a server for one person does not sync. */
    private void sync() {
        try (SyncEngine engine = company.engine(SyncListener.NONE)) {
            engine.sync(SyncRequest.of("res.partner"));
        }
    }

    @Test
    void onlyToolsShouldBeOfferedWhoseAnswersAreOfReadableRecords() throws Exception {
        assertThat(client.request("tools/list", Map.of()).at("/result/tools"))
                .extracting(tool -> tool.get("name").asText())
                .containsExactly("list_failures", "explain_record", "search_records", "list_models");
        assertThat(client.request("resources/list", Map.of()).at("/result/resources"))
                .isEmpty();
        assertThat(client.start("sync_status", Map.of())
                        .get()
                        .at("/error/message")
                        .asText())
                .contains("sync_status");
    }

    @Test
    void countsAndProblemsOfAllRecordsShouldNotBeListed() throws Exception {
        sync();

        assertThat(client.call("list_models", Map.of()).get("models").get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model_name", "synced", "last_sync_timestamp");
    }

    @Test
    void failuresShouldBePagedAsIfThereWereNoOthers() throws Exception {
        for (long id : List.of(1L, 2L, 3L, 4L, 6L, 8L, 9L, 10L, 11L)) {
            company.put(id, Company.POISON + id);
        }
        sync();

        JsonNode first = client.call("list_failures", Map.of("model_name", "res.partner", "limit", 2));
        assertThat(ids(first)).containsExactly(2L, 4L);
        assertThat(first.get("more").asBoolean()).isTrue();
        JsonNode last = client.call("list_failures", Map.of("model_name", "res.partner", "limit", 3, "after", 4));
        assertThat(ids(last)).containsExactly(6L, 8L, 10L);
        assertThat(last.get("more").asBoolean())
                .as("only others fail after these")
                .isFalse();
    }

    private static List<Long> ids(JsonNode answer) {
        List<Long> ids = new ArrayList<>();
        answer.get("failures").forEach(each -> ids.add(each.get("record_id").asLong()));
        return ids;
    }

    @Test
    void modelThatThePersonMayNotReadShouldAnswerLikeOneWithoutRecords() throws Exception {
        sync();
        refused = true;

        assertThat(client.call("search_records", Map.of("query", "partner")).get("hits"))
                .isEmpty();
        assertThat(ids(client.call("list_failures", Map.of("model_name", "res.partner"))))
                .isEmpty();
        assertThat(client.problem("explain_record", Map.of("model_name", "res.partner", "record_id", 4)))
                .isEqualTo("There is no record 4 of res.partner that the user of this server may read");
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
