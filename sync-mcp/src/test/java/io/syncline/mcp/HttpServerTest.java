package io.syncline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.syncline.api.SyncListener;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.fault.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over HTTP: who may send what, sessions, and the life of their runs. */
class HttpServerTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String TOKEN = "a token of 24 characters";

    private final Company company = new Company(5);
    private final HttpClient http = HttpClient.newHttpClient();
    private SynclineMcpServer server;
    private McpHttpServer host;
    private String session;

    @BeforeEach
    void start() {
        start(Map.of());
    }

    private void start(Map<String, Object> settings) {
        server = SynclineMcpServer.of(
                SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("models", List.of("res.partner"), "http", settings))),
                company::open);
        host = server.listen("127.0.0.1", 0);
    }

    private void restart(Map<String, Object> settings) {
        stopServer();
        start(settings);
    }

    private void stopServer() {
        host.close();
        server.close();
    }

    @AfterEach
    void stop() {
        stopServer();
        company.close();
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host.url()))
                .timeout(BOUND)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        return session == null ? request : request.header("Mcp-Session-Id", session);
    }

    private static String message(Object id, String method, Object params) {
        return RawClient.json(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
    }

    private static final String INITIALIZE = message(
            0,
            "initialize",
            Map.of(
                    "protocolVersion",
                    "2025-11-25",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "t", "version", "1")));

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request().POST(BodyPublishers.ofString(body)));
    }

    private void initialize() throws Exception {
        session = null;
        HttpResponse<String> answer = post(INITIALIZE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        session = answer.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertThat(post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    private JsonNode call(String tool, Map<String, Object> arguments) throws Exception {
        HttpResponse<String> answer = post(message(1, "tools/call", Map.of("name", tool, "arguments", arguments)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body()).at("/result/structuredContent");
    }

    private static void assertNothingInternal(HttpResponse<String> response) {
        assertThat(response.body())
                .doesNotContain("Exception", "\tat ", "io.modelcontextprotocol", "Tomcat", "stackTrace");
    }

    @Test
    void toolsShouldBeCalledInASession() throws Exception {
        initialize();

        assertThat(call("sync_model", Map.of("model_name", "res.partner"))
                        .get("records_embedded")
                        .asInt())
                .isEqualTo(5);
        assertThat(call("search_records", Map.of("query", "partner")).get("hits"))
                .hasSize(5);
    }

    @Test
    void progressShouldTurnTheAnswerIntoAStream() throws Exception {
        initialize();
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request()
                        .POST(BodyPublishers.ofString(message(
                                7,
                                "tools/call",
                                Map.of(
                                        "name",
                                        "sync_model",
                                        "arguments",
                                        Map.of("model_name", "res.partner", "wait_seconds", 3),
                                        "_meta",
                                        Map.of("progressToken", 5)))))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<String> ended = answer.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        gate.open();

        assertThat(ended.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(ended.body()).contains("notifications/progress", "\"progressToken\":5", "\"state\":\"running\"");
    }

    @Test
    void cancellationShouldCancelTheRunOfTheRequest() throws Exception {
        initialize();
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                request()
                        .POST(BodyPublishers.ofString(message(
                                "a",
                                "tools/call",
                                Map.of(
                                        "name",
                                        "sync_model",
                                        "arguments",
                                        Map.of("model_name", "res.partner", "wait_seconds", 45)))))
                        .build(),
                BodyHandlers.ofString());
        gate.awaitArrivals(1);
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"a\"}}");
        answer.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        gate.open();

        assertThat(call("sync_status", Map.of("model_name", "res.partner", "wait_seconds", 45))
                        .at("/runs/0/outcome")
                        .asText())
                .isEqualTo("cancelled");
    }

    @Test
    void endOfTheSessionShouldCancelItsRuns() throws Exception {
        initialize();
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
        gate.awaitArrivals(1);
        assertThat(send(request().DELETE()).statusCode()).isEqualTo(204);
        gate.open();
        assertThat(post(message(2, "tools/list", Map.of())).statusCode()).isEqualTo(404);

        initialize();
        assertThat(call("sync_status", Map.of("model_name", "res.partner", "wait_seconds", 45))
                        .at("/runs/0/outcome")
                        .asText())
                .isEqualTo("cancelled");
        try (SyncEngine other = company.engine(SyncListener.NONE)) {
            assertThat(other.inProgress(Company.PARTNER)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://localhost.evil.example, 403",
        "Origin, http://localhost:3000, 403",
        "Origin, https://assistant.example.com, 200",
        "Content-Type, text/plain, 415",
        "Accept, text/html, 406",
        "MCP-Protocol-Version, 1999-01-01, 400",
        "MCP-Protocol-Version, 2025-06-18, 200",
    })
    void headersShouldBeChecked(String name, String value, int status) throws Exception {
        restart(Map.of("allowed-origins", List.of("https://assistant.example.com")));

        HttpResponse<String> answer = send(request().setHeader(name, value).POST(BodyPublishers.ofString(INITIALIZE)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertNothingInternal(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "localhost.evil.example:80, 421",
        "LOCALHOST, 200",
        "127.0.0.1:1, 200",
        "sync.example.com:443, 200"
    })
    void hostShouldBeOneOfTheServer(String name, int status) throws Exception {
        restart(Map.of("allowed-hosts", List.of("sync.example.com")));
        URI uri = URI.create(host.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) BOUND.toMillis());
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: " + name
                                    + "\r\nContent-Type: application/json\r\nAccept: */*\r\n"
                                    + "Connection: close\r\nContent-Length: " + INITIALIZE.length() + "\r\n\r\n"
                                    + INITIALIZE)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(text(socket.getInputStream())).startsWith("HTTP/1.1 " + status);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void tokenShouldBeRequiredOfEveryRequest() throws Exception {
        restart(Map.of("token", TOKEN));
        HttpResponse<String> without = post(INITIALIZE);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Bearer");
        assertNothingInternal(without);
        assertThat(send(request().GET()).statusCode()).isEqualTo(401);
        for (String wrong :
                List.of("Bearer " + TOKEN + "x", "Bearer " + TOKEN.substring(1), "Bearer ", "Basic " + TOKEN, TOKEN)) {
            assertThat(send(request().header("Authorization", wrong).POST(BodyPublishers.ofString(INITIALIZE)))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(send(request().header("Authorization", "Bearer " + TOKEN).POST(BodyPublishers.ofString(INITIALIZE)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void addressThatOthersReachShouldNeedAToken() {
        assertThatThrownBy(() -> server.listen("0.0.0.0", 0))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("'mcp.http.token'");
    }

    @Test
    void portInUseShouldBeNamed() {
        assertThatThrownBy(
                        () -> server.listen("127.0.0.1", URI.create(host.url()).getPort()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Cannot listen at 127.0.0.1:");
    }

    @Test
    void requestsShouldBeLimited() throws Exception {
        restart(Map.of("requests-per-minute", 3));
        for (int i = 0; i < 3; i++) {
            assertThat(post(INITIALIZE).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> limited = post(INITIALIZE);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void sessionsShouldBeLimited() throws Exception {
        restart(Map.of("max-sessions", 2));
        initialize();
        String first = session;
        initialize();
        initialize();
        session = first;

        assertThat(post(message(1, "tools/list", Map.of())).statusCode()).isEqualTo(404);
    }

    @Test
    void sessionThatIsBusyShouldNotMakeRoomForAnother() throws Exception {
        restart(Map.of("max-sessions", 2));
        initialize();
        String first = session;
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
        gate.awaitArrivals(1);
        initialize();
        initialize();
        session = first;

        assertThat(post(message(1, "tools/list", Map.of())).statusCode()).isEqualTo(200);
        assertThat(send(request().DELETE()).statusCode()).isEqualTo(204);
        gate.open();
    }

    @Test
    void newSessionShouldBeRefusedWhileAllAreBusy() throws Exception {
        restart(Map.of("max-sessions", 1));
        initialize();
        Gate gate = company.hold(PortMethod.EMBEDDER_EMBED);
        call("sync_model", Map.of("model_name", "res.partner", "wait_seconds", 0));
        gate.awaitArrivals(1);
        String busy = session;
        session = null;
        HttpResponse<String> refused = post(INITIALIZE);
        session = busy;
        gate.open();

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(MAPPER.readTree(refused.body()).at("/error/code").asInt()).isEqualTo(-32000);
    }

    @Test
    void clientShouldUseUpItsOwnRateOnly() throws Exception {
        restart(Map.of("requests-per-minute", 3));
        initialize();
        String first = session;
        initialize();
        String second = session;
        session = first;
        while (post(message(1, "ping", Map.of())).statusCode() == 200) {
            // a client that polls in a loop
        }
        session = second;

        assertThat(post(message(1, "ping", Map.of())).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongTokensShouldBeLimitedAndTheRightOneAccepted() throws Exception {
        restart(Map.of("token", TOKEN, "requests-per-minute", 1_000_000));
        int wrong = 0;
        while (post(INITIALIZE).statusCode() == 401) {
            wrong++;
        }

        assertThat(wrong).isBetween(30, 300);
        assertThat(send(request().header("Authorization", "Bearer " + TOKEN).POST(BodyPublishers.ofString(INITIALIZE)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pageOfAnAllowedOriginShouldBeAnsweredAsBrowsersWant() throws Exception {
        restart(Map.of("token", TOKEN, "allowed-origins", List.of("https://a.example")));
        HttpResponse<String> preflight = send(request()
                .header("Origin", "https://a.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,mcp-session-id")
                .method("OPTIONS", BodyPublishers.noBody()));
        HttpResponse<String> answer = send(request()
                .header("Origin", "https://a.example")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofString(INITIALIZE)));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://a.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .contains("POST, DELETE");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElseThrow())
                .contains("Authorization", "Content-Type", "Mcp-Session-Id");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://a.example");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains("Mcp-Session-Id");
    }

    @Test
    void pageOfAForeignOriginShouldGetNoPermission() throws Exception {
        HttpResponse<String> preflight = send(request()
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void addressThatTheServerPrintsShouldBeAnswered() throws Exception {
        host.close();
        host = server.listen("127.0.0.2", 0);

        assertThat(host.url()).startsWith("http://127.0.0.2:");
        assertThat(post(INITIALIZE).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example:443", "https://a.example", "a.example/mcp", ""})
    void hostThatNoRequestCanHaveShouldBeRefusedAtTheStart(String name) {
        assertThatThrownBy(() -> SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("http", Map.of("allowed-hosts", List.of(name))))))
                .hasMessageContaining("allowed-hosts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.example", "https://a.example/", "HTTPS://a.example", "*"})
    void originThatNoBrowserSendsShouldBeRefusedAtTheStart(String origin) {
        assertThatThrownBy(() -> SynclineMcpServer.settings(
                        ConfigNode.of("mcp", Map.of("http", Map.of("allowed-origins", List.of(origin))))))
                .hasMessageContaining("allowed-origins");
    }

    @Test
    void unknownSessionShouldBeNamedInTheAnswerToTheRequest() throws Exception {
        session = "no-such-session";

        JsonNode answer =
                MAPPER.readTree(post(message(77, "tools/list", Map.of())).body());

        assertThat(answer.get("id").asInt()).isEqualTo(77);
    }

    @Test
    void largeBodyShouldBeRefused() throws Exception {
        restart(Map.of("max-request-size", "2KiB"));

        assertThat(post("x".repeat(4096)).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked =
                send(request().POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("x".repeat(4096)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "OPTIONS", "HEAD"})
    void otherMethodsShouldBeRefused(String method) throws Exception {
        HttpResponse<String> answer = send(request().method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertNothingInternal(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | 400",
                "[] | 400",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"} | 400",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"} | 400",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\"} | 400",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"tools/list\"} | 400",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"x\",\"capabilities\":{\"roots\":7},\"clientInfo\":{\"name\":{}}}} | 400",
            })
    void messageWithoutASessionShouldBeRefusedInJson(String body, int status) throws Exception {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(MAPPER.readTree(answer.body()).at("/error/code").asInt()).isNegative();
        assertNothingInternal(answer);
    }

    @Test
    void otherPathShouldShowNothingOfTheWebServer() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(host.url() + "/../x")).GET());

        assertThat(answer.statusCode()).isIn(400, 404);
        assertNothingInternal(answer);
    }
}
