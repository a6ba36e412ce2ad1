package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private final Shop shop = new Shop(Shop.secured());
    private final Client client = Client.withToken(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    private JsonNode ended(String id) {
        shop.service.runs().find(id).orElseThrow().ended().join();
        return client.get("/api/runs/" + id).json();
    }

    @Test
    void modelsShouldShowWhatIsStoredAndHowFreshItIs() {
        JsonNode before = client.get("/api/models").json().get("models").get(0);
        assertThat(before.get("freshness").get("state").asText()).isEqualTo("never");
        assertThat(before.get("records_stored").asInt()).isZero();
        shop.sync();

        JsonNode all = client.get("/api/models").json();

        assertThat(all.get("source").asText()).isEqualTo("memory:shop");
        assertThat(all.get("usage").get("month").asText()).matches("20\\d\\d-\\d\\d");
        JsonNode model = all.get("models").get(0);
        assertThat(model.get("model_name").asText()).isEqualTo("res.partner");
        assertThat(model.get("records_stored").asInt()).isEqualTo(5);
        assertThat(model.get("freshness").get("state").asText()).isEqualTo("fresh");
        assertThat(model.get("freshness").get("lag_ms").asLong()).isNotNegative();
        assertThat(model.get("schedule").get("sync").get("text").asText()).isEqualTo("every 1d");
        assertThat(model.get("schedule").get("cleanup").isNull()).isTrue();
        assertThat(model.get("recent_runs").get(0).get("records_embedded").asInt())
                .isEqualTo(5);
        assertThat(client.get("/api/models/res.partner")
                        .json()
                        .get("records_stored")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void syncShouldBeStartedAndFollowed() {
        shop.sync();
        shop.put(6, "Partner 6");

        Client.Answer started = client.post("/api/models/res.partner/sync", "{\"full\": true}");

        assertThat(started.status()).isEqualTo(202);
        JsonNode run = ended(started.json().get("run_id").asText());
        assertThat(run.get("state").asText()).isEqualTo("ended");
        assertThat(run.get("requested_by").asText()).isEqualTo("rest");
        assertThat(run.get("report").get("records_embedded").asInt()).isEqualTo(1);
        assertThat(client.get("/api/runs?model=res.partner")
                        .json()
                        .get("runs")
                        .get(0)
                        .get("run_id")
                        .asText())
                .isEqualTo(run.get("run_id").asText());
        assertThat(client.delete("/api/runs/" + run.get("run_id").asText()).status())
                .isEqualTo(202);
    }

    @Test
    void cleanupShouldBeADryRunUnlessTheRequestSaysOtherwise() {
        shop.sync();
        shop.source.delete(Shop.PARTNER, RecordId.of(3));

        JsonNode run = ended(client.post("/api/models/res.partner/cleanup", "")
                .json()
                .get("run_id")
                .asText());

        assertThat(run.get("report").get("dry_run").asBoolean()).isTrue();
        assertThat(run.get("report").get("records_deleted").asInt()).isZero();
        assertThat(client.get("/api/models/res.partner")
                        .json()
                        .get("records_stored")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void comparisonShouldReportWhatDiffers() {
        shop.sync();
        shop.put(6, "Partner 6");

        JsonNode run = ended(client.post("/api/models/res.partner/verify", "{}")
                .json()
                .get("run_id")
                .asText());

        assertThat(run.get("report").get("in_sync").asBoolean()).isFalse();
        assertThat(run.get("report").get("records_differing").asInt()).isEqualTo(1);
    }

    @Test
    void recordsShouldBeFoundAndExplained() {
        shop.sync();

        JsonNode hits = client.get("/api/search?q=Partner%202&limit=3").json().get("hits");
        JsonNode explained = client.get("/api/records/res.partner/2/explain").json();

        assertThat(hits).hasSize(3);
        assertThat(hits.get(0).get("text").asText()).contains("Partner");
        assertThat(explained.get("verdict").asText()).isEqualTo("current");
        assertThat(client.get("/api/models/res.partner/failures").json().get("failures"))
                .isEmpty();
    }

    @Test
    void personShouldFindAndExplainOnlyWhatTheSourceLetsThatPersonRead() {
        shop.sync();
        shop.askers.put("anna", new EvenIds());

        JsonNode hits =
                client.get("/api/search?q=Partner&limit=5&as=anna").json().get("hits");

        assertThat(hits).extracting(hit -> hit.get("record_id").asInt()).containsExactlyInAnyOrder(2, 4);
        assertThat(client.get("/api/search?q=Partner&limit=5").json().get("hits"))
                .hasSize(5);
        assertThat(client.get("/api/records/res.partner/2/explain?as=anna")
                        .json()
                        .get("verdict")
                        .asText())
                .isEqualTo("current");
        assertThat(client.get("/api/records/res.partner/3/explain?as=anna").status())
                .isEqualTo(404);
    }

    /** A name that got lost on the way would show everything. */
    @ParameterizedTest
    @ValueSource(strings = {"as=", "as=%20", "as=ben", "as=anna&as=ben", "As=anna", "as%5B%5D=anna"})
    void personWhomNobodyKnowsShouldFindNothing(String person) {
        shop.sync();
        shop.askers.put("anna", new EvenIds());

        assertThat(client.get("/api/search?q=Partner&" + person).status()).isEqualTo(400);
        assertThat(client.get("/api/records/res.partner/2/explain?" + person).status())
                .isEqualTo(400);
    }

    @Test
    void personWhoMayNotReadAModelShouldSeeItAsOneWithoutRecords() {
        shop.sync();
        shop.askers.put("anna", new EvenIds() {
            @Override
            public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
                throw new SetupException("anna may not read " + model);
            }
        });

        assertThat(client.get("/api/search?q=Partner&as=anna").json().get("hits"))
                .isEmpty();
        assertThat(client.get("/api/records/res.partner/2/explain?as=anna").status())
                .isEqualTo(404);
    }

    @Test
    void personWhomTheSourceDoesNotLetInShouldBeToldSo() {
        shop.sync();
        shop.askers.put("anna", new EvenIds() {
            @Override
            public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
                throw new SetupException("wrong password");
            }

            @Override
            public void requireLogin() {
                throw new SetupException("wrong password");
            }
        });

        assertThat(client.get("/api/search?q=Partner&as=anna").status()).isEqualTo(503);
        assertThat(client.get("/api/records/res.partner/2/explain?as=anna").status())
                .isEqualTo(503);
    }

    /** The rights of somebody who may read records with an even id. */
    private static class EvenIds implements RecordAccess {

        @Override
        public String source() {
            return "memory:shop";
        }

        @Override
        public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
            return ids.stream().filter(id -> id.number() % 2 == 0).collect(Collectors.toSet());
        }
    }

    @Test
    void idsMayHoldAnyCharacter() {
        shop.sync();

        JsonNode explained =
                client.get("/api/records/res.partner/a%2Fb%3Fc%20%2B/explain").json();
        JsonNode quoted =
                client.get("/api/records/res.partner/%2212%22/explain").json();

        assertThat(explained.get("record_id").asText()).isEqualTo("a/b?c +");
        assertThat(quoted.get("record_id").isTextual()).isTrue();
    }

    @Test
    void problemsShouldBeProblemDetails() {
        List<String> paths = new ArrayList<>(List.of(
                "/api/models/no.such.model",
                "/api/models/res.partner/nothing",
                "/api/runs/unknown",
                "/api/nothing",
                "/api/",
                "/api/records/res.partner/2"));
        for (String path : paths) {
            Client.Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).as(path).isEqualTo(404);
        }
        assertThat(client.get("/api/search").status()).isEqualTo(400);
        assertThat(client.get("/api/search?q=x&limit=a").status()).isEqualTo(400);
        assertThat(client.get("/api/search?q=x&limit=0").status()).isEqualTo(400);
        assertThat(client.get("/api/search?q=x&where=%3D%3D").status()).isEqualTo(400);
        assertThat(client.get("/api/models/res.partner/failures?limit=5000").status())
                .isEqualTo(400);
        assertThat(client.get("/api/models/res.partner/sync").status()).isEqualTo(405);
        assertThat(client.post("/api/models", "{}").status()).isEqualTo(405);
        assertThat(client.post("/api/models/res.partner/sync", "{\"all\": true}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/api/models/res.partner/sync", "{\"full\": 1}").status())
                .isEqualTo(400);
        assertThat(client.post("/api/models/res.partner/sync", "[]").status()).isEqualTo(400);
        assertThat(client.post("/api/models/res.partner/sync", "{").status()).isEqualTo(400);
    }

    @Test
    void probesAndMetricsShouldAnswer() {
        assertThat(new Client(shop.server.url()).get("/healthz").status()).isEqualTo(200);
        assertThat(new Client(shop.server.url()).get("/readyz").status()).isEqualTo(200);
        shop.server.unready();
        assertThat(new Client(shop.server.url()).get("/readyz").status()).isEqualTo(503);
        assertThat(client.get("/metrics").body()).startsWith("# HELP");
        assertThat(client.get("/api/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void assistantsShouldBeAnsweredAndSeeTheRunsOfTheService() {
        shop.sync();
        String accept = "application/json, text/event-stream";
        Client.Answer first = client.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}",
                "Accept",
                accept);
        String session = first.header("Mcp-Session-Id");
        client.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "Accept",
                accept,
                "Mcp-Session-Id",
                session);

        Client.Answer status = client.post(
                "/mcp",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"sync_status\","
                        + "\"arguments\":{\"model_name\":\"res.partner\"}}}",
                "Accept",
                accept,
                "Mcp-Session-Id",
                session);

        assertThat(status.body())
                .contains(shop.service.runs().newestFirst().get(0).id())
                .contains("records_embedded");
        assertThat(new Client(shop.server.url())
                        .post("/mcp", "{}", "Accept", accept)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void pageShouldBeServedWithoutATokenAndFromItsFolderOnly() {
        Client anybody = new Client(shop.server.url());

        Client.Answer page = anybody.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(anybody.get("/page.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(anybody.get("/", "If-None-Match", page.header("ETag")).status())
                .isEqualTo(304);
        assertThat(anybody.get("/openapi.yaml").status()).isEqualTo(404);
    }
}
