package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON-RPC, and JSON-2 with its real HTTP statuses. */
class JsonEndpointsTest {
    private static final String KEY = "0123456789abcdef";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final OdooServer server = OdooServer.builder()
            .version(OdooVersion.V19)
            .user(OdooUser.administrator("admin", "admin").apiKey(KEY))
            .user(OdooUser.limited("demo", "limited").apiKey("limited-key"))
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(
                        URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String method, String body) throws Exception {
        return post("/json/2/" + method, body, "Authorization", "bearer " + KEY);
    }

    private JsonNode tree(String text) throws IOException {
        return json.readTree(text);
    }

    @Test
    void json2ShouldAnswerTheBareValue() throws Exception {
        assertThat(call("res.partner/create", "{\"vals_list\":[{\"name\":\"Azure\"},{\"name\":\"Ütrecht\"}]}")
                        .body())
                .isEqualTo("[1,2]");
        HttpResponse<String> page = call(
                "res.partner/search_read",
                "{\"domain\":[[\"id\",\">\",1]],\"fields\":[\"name\",\"parent_id\"],\"order\":\"id\",\"limit\":5}");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(page.body()).as("escaped as Python does").contains("\\u00DCtrecht");
        assertThat(tree(page.body())).isEqualTo(tree("[{\"id\":2,\"name\":\"Ütrecht\",\"parent_id\":false}]"));
        assertThat(call("res.partner/read", "{\"ids\":[1],\"fields\":[\"name\"]}")
                        .body())
                .isEqualTo("[{\"id\":1,\"name\":\"Azure\"}]");
        assertThat(call("res.partner/action_archive", "{\"ids\":[1]}").body()).isEqualTo("null");
        assertThat(call("res.partner/search_count", "{\"domain\":[],\"context\":{\"active_test\":false}}")
                        .body())
                .isEqualTo("2");
        assertThat(tree(call("res.users/context_get", "{}").body()))
                .isEqualTo(tree("{\"lang\":\"en_US\",\"tz\":false,\"uid\":2}"));
    }

    @Test
    void json2ShouldDeliverWhatXmlRpcCannot() throws Exception {
        server.database().addFields("res.partner", OdooField.of("extra", OdooFieldType.JSON));
        Map<String, Object> extra = new HashMap<>(Map.of("wide", 3_000_000_000L));
        extra.put("none", null);
        server.database().create("res.partner", Map.of("name", "a\uFFFEb", "extra", extra));

        JsonNode row = tree(call("res.partner/search_read", "{\"fields\":[\"name\",\"extra\"]}")
                        .body())
                .get(0);
        assertThat(row.get("name").asText()).isEqualTo("a\uFFFEb");
        assertThat(row.get("extra").get("none").isNull()).isTrue();
        assertThat(row.get("extra").get("wide").asLong()).isEqualTo(3_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "res.partner/search       | {}                                   | 422 | UnprocessableEntity",
                "res.partner/search       | []                                   | 422 | UnprocessableEntity",
                "res.partner/search       | {\"domain\":[],\"foo\":1}            | 422 | UnprocessableEntity",
                "res.partner/search       | {\"domain\":[],\"ids\":[1]}          | 422 | UnprocessableEntity",
                "res.partner/search_read  | {\"foo\":1}                          | 500 | TypeError",
                "res.partner/search_read  | {\"fields\":[\"nofield\"]}           | 500 | ValueError",
                "res.partner/search       | {\"domain\":[[\"id\",\"~\",1]]}      | 500 | ValueError",
                "res.partner/search       | {\"domain\":                         | 400 | BadRequest",
                "res.partner/write        | {\"ids\":[99],\"vals\":{}}           | 404 | MissingError",
                "res.partner/nomethod     | {}                                   | 404 | NotFound",
                "no.model/search          | {\"domain\":[]}                      | 404 | NotFound",
                "res.partner/_search      | {\"domain\":[]}                      | 403 | AccessError",
                "res.partner/exists       | {\"ids\":[1]}                        | 403 | AccessError",
                "res.partner/search       | {\"domain\":[],\"context\":{\"lang\":\"xx_XX\"}} | 422 | UserError"
            })
    void json2ShouldAnswerErrorsWithTheirStatus(String method, String body, int status, String name) throws Exception {
        HttpResponse<String> response = call(method, body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(tree(response.body()).get("name").asText()).endsWith("." + name);
        assertThat(tree(response.body()).has("message")).isTrue();
    }

    @Test
    void json2ShouldRefuseRequestsWithoutAKey() throws Exception {
        String path = "/json/2/res.partner/search_count";
        assertThat(post(path, "{\"domain\":[]}").statusCode()).isEqualTo(401);
        assertThat(post(path, "{\"domain\":[]}", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(path, "{\"domain\":[]}", "Authorization", "Basic YTpi").statusCode())
                .isEqualTo(401);
        assertThat(post(path, "{\"domain\":[]}", "Authorization", "BEARER " + KEY)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> otherDatabase =
                post(path, "{\"domain\":[]}", "Authorization", "bearer " + KEY, "X-Odoo-Database", "other");
        assertThat(otherDatabase.statusCode()).isEqualTo(404);
        assertThat(otherDatabase.body()).startsWith("<!doctype html>");
        assertThat(post(path, "x=1", "Authorization", "bearer " + KEY, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void versionShouldBeReportedWithoutLogin() throws Exception {
        HttpResponse<String> version = http.send(
                java.net.http.HttpRequest.newBuilder(URI.create(server.url() + "/web/version"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(tree(version.body()))
                .isEqualTo(tree("{\"version_info\":[19,0,0,\"final\",0,\"\"],\"version\":\"19.0\"}"));
    }

    @Test
    void getShouldBeRefused() throws Exception {
        for (Map.Entry<String, Integer> path : Map.of("/xmlrpc/2/object", 405, "/jsonrpc", 405, "/nothing", 404)
                .entrySet()) {
            HttpResponse<String> response = http.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(server.url() + path.getKey()))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path.getKey()).isEqualTo(path.getValue());
        }
    }

    @Test
    void jsonRpcShouldAnswerInItsEnvelope() throws Exception {
        server.database().create("res.partner", Map.of("name", "Azure"));

        assertThat(tree(rpc("\"admin\",\"res.partner\",\"search_count\",[[]]")))
                .isEqualTo(tree("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":1}"));
        assertThat(tree(rpc("\"admin\",\"res.partner\",\"action_archive\",[[1]]"))
                        .has("result"))
                .isFalse();
        JsonNode error =
                tree(rpc("\"wrong\",\"res.partner\",\"search_count\",[[]]")).get("error");
        assertThat(error.get("message").asText()).isEqualTo("Odoo Server Error");
        assertThat(error.get("data").get("name").asText()).isEqualTo("odoo.exceptions.AccessDenied");
        assertThat(tree(rpc("\"admin\",\"res.partner\",\"search\",[[[\"nofield\",\"=\",1]]]"))
                        .get("error")
                        .get("data")
                        .get("name")
                        .asText())
                .isEqualTo("builtins.ValueError");
        assertThat(post("/jsonrpc", "[]").statusCode()).isEqualTo(400);
    }

    private String rpc(String rest) throws Exception {
        return post(
                        "/jsonrpc",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"id\":7,\"params\":{\"service\":\"object\","
                                + "\"method\":\"execute_kw\",\"args\":[\"demo\",2," + rest + "]}}")
                .body();
    }
}
