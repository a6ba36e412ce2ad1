package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.failure.SetupException;
import io.syncline.server.settings.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers, who are refused, and do no harm. */
class AttackTest {

    private static final int MOST_CONNECTIONS = 1000;

    private final Shop shop = new Shop(Shop.secured());
    private final Client client = Client.withToken(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    /** Sends lines as they are, and returns the first line of the answer. */
    private String raw(String... lines) throws IOException {
        try (RawConnection connection = RawConnection.to(shop.server)) {
            return connection.request(lines).line();
        }
    }

    /** Opens as many connections as the server takes, with the same text each. */
    private void fill(List<RawConnection> connections, String text) throws IOException {
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            connections.add(RawConnection.to(shop.server).send(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost@evil.example", ""})
    void foreignHostShouldBeRefusedEverywhere(String host) throws IOException {
        for (String path : List.of("/", "/api/models", "/healthz", "/metrics", "/api/events")) {
            assertThat(raw("GET " + path + " HTTP/1.1", "Host: " + host, "Authorization: Bearer " + Shop.TOKEN))
                    .as(path)
                    .matches("HTTP/1.1 (421|400).*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://127.0.0.1:1",
                "http://localhost:3000",
                "null",
                "http://127.0.0.1.evil.example"
            })
    void foreignPageShouldBeRefused(String origin) {
        assertThat(client.get("/api/models", "Origin", origin).status()).isEqualTo(403);
        assertThat(client.post("/api/models/res.partner/sync", "{}", "Origin", origin)
                        .status())
                .isEqualTo(403);
        assertThat(shop.service.runs().newestFirst()).isEmpty();
    }

    @Test
    void ownPageShouldBeLetIn() {
        assertThat(client.get("/api/models", "Origin", shop.server.url()).status())
                .isEqualTo(200);
    }

    @Test
    void formOfAForeignPageShouldStartNothing() {
        assertThat(client.send(
                                "POST",
                                "/api/models/res.partner/sync",
                                HttpRequest.BodyPublishers.ofString("{}"),
                                "Content-Type",
                                "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(shop.service.runs().newestFirst()).isEmpty();
    }

    @Test
    void requestWithoutTheTokenShouldBeRefused() {
        for (String path : List.of("/api/models", "/api/events", "/metrics", "/api/search?q=x", "/api/openapi.yaml")) {
            Client.Answer answer = new Client(shop.server.url()).get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
            assertThat(new Client(shop.server.url(), "Authorization", "Bearer wrong-token-of-some-length")
                            .get(path)
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void manyWrongTokensShouldNotKeepTheRightOneOut() {
        Client wrong = new Client(shop.server.url(), "Authorization", "Bearer wrong-token-of-some-length");
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            statuses.add(wrong.get("/api/models").status());
        }
        assertThat(statuses).containsOnly(401, 429).contains(429);
        assertThat(client.get("/api/models").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.yaml",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/openapi.yaml",
                "/page.js%00.html",
                "/io/syncline/server/page/index.html",
                "/api/../metrics/..%2f",
                "/api/models/..%2f..%2fsecret",
                "/api//models",
                "/api/models/res.partner/",
                "/WEB-INF/web.xml",
                "//evil.example/",
                "/index.html/../openapi.yaml",
                "/..;/openapi.yaml"
            })
    void pathTricksShouldFindNothing(String path) throws IOException {
        URI own = URI.create(shop.server.url());
        assertThat(raw(
                        "GET " + path + " HTTP/1.1",
                        "Host: " + own.getAuthority(),
                        "Authorization: Bearer " + Shop.TOKEN))
                .matches("HTTP/1.1 (400|404).*");
    }

    @Test
    void largeBodyShouldBeRefusedBeforeItIsRead() {
        byte[] large = new byte[10 << 20];
        try {
            Client.Answer answer = client.send(
                    "POST",
                    "/api/models/res.partner/sync",
                    HttpRequest.BodyPublishers.ofByteArray(large),
                    "Content-Type",
                    "application/json");
            assertThat(answer.status()).isEqualTo(413);
        } catch (AssertionError closed) {
            // the connection may be closed while the rest is being sent
            assertThat(closed).hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(client.get("/api/models").status()).isEqualTo(200);
    }

    @Test
    void bodyWithoutALengthShouldBeBoundedToo() throws IOException {
        URI own = URI.create(shop.server.url());
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            chunks.append("1000\r\n").append(" ".repeat(4096)).append("\r\n");
        }
        assertThat(raw(
                        "POST /api/models/res.partner/sync HTTP/1.1",
                        "Host: " + own.getAuthority(),
                        "Authorization: Bearer " + Shop.TOKEN,
                        "Content-Type: application/json",
                        "Transfer-Encoding: chunked",
                        "",
                        chunks + "0"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void idleConnectionsShouldBeClosedForThoseThatWait() throws IOException {
        List<RawConnection> idle = new ArrayList<>();
        try {
            fill(idle, "GET /api/mod");
            RawConnection next = RawConnection.to(shop.server).get("/api/models");
            idle.add(next);
            shop.sync();
            assertThat(shop.engine.status(Shop.PARTNER).recordsStored()).isEqualTo(5);
            assertThat(next.line()).isEqualTo("HTTP/1.1 200");
        } finally {
            closeAll(idle);
        }
    }

    @Test
    void thousandRequestsAtOnceShouldAllBeAnswered() throws IOException {
        List<RawConnection> all = new ArrayList<>();
        try {
            fill(all, "");
            for (RawConnection connection : all) {
                connection.get("/api/models");
            }
            shop.sync();
            assertThat(shop.engine.status(Shop.PARTNER).recordsStored()).isEqualTo(5);
            List<String> answers = new ArrayList<>();
            for (RawConnection connection : all) {
                answers.add(connection.line());
            }
            assertThat(answers).isSubsetOf("HTTP/1.1 200", "HTTP/1.1 429").contains("HTTP/1.1 200");
        } finally {
            closeAll(all);
        }
    }

    private static void closeAll(List<RawConnection> connections) throws IOException {
        for (RawConnection connection : connections) {
            connection.close();
        }
    }

    @Test
    void scriptInARecordOrAnAddressShouldStayText() {
        shop.put(6, "<script>alert(1)</script><img src=x onerror=alert(1)>");
        shop.sync();

        Client.Answer hits = client.get("/api/search?q=script&limit=10");
        Client.Answer missing = client.get("/api/models/%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(hits.header("Content-Type")).isEqualTo("application/json");
        assertThat(hits.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(hits.body()).contains("<script>");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).doesNotContain("<script>");
    }

    @Test
    void addressThatOthersReachShouldNeedAToken() {
        ServerSettings open = ServerSettings.builder().host("0.0.0.0").port(0).build();
        assertThatThrownBy(() -> new Shop(open))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("server.token");
    }

    @Test
    void settingsShouldNotShowTheirSecrets() {
        ServerSettings settings = ServerSettings.builder()
                .token(Shop.TOKEN)
                .webhookSecret("another-secret-text")
                .build();
        assertThat(settings.toString()).doesNotContain(Shop.TOKEN, "another-secret");
        assertThatThrownBy(() -> ServerSettings.builder().token("short").build())
                .hasMessageContaining("'token'")
                .hasMessageNotContaining("short");
    }
}
