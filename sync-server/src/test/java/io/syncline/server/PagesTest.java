package io.syncline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.server.settings.ServerSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages: those of the server itself may use it by all its names, and those of others may not, wherever they ask. */
class PagesTest {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"page","version":"1"}}}""";

    private final Shop shop = new Shop(
            ServerSettings.builder().port(0).addAllowedHosts("sync.example.com").build());

    @AfterEach
    void close() {
        shop.close();
    }

    /** Sends JSON as a browser does, and returns the status line of the answer. */
    private String post(String path, String host, String origin, String body) throws IOException {
        URI address = URI.create(shop.server.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            String request = String.join(
                    "\r\n",
                    "POST " + path + " HTTP/1.1",
                    "Host: " + host,
                    "Origin: " + origin,
                    "Accept: application/json, text/event-stream",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    "Connection: close",
                    "",
                    body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }

    @Test
    void ownPageShouldStartRunsByEachNameOfTheServer() throws IOException {
        String local = URI.create(shop.server.url()).getAuthority();
        assertThat(post("/api/models/res.partner/sync", local, "http://" + local, "{}"))
                .isEqualTo("HTTP/1.1 202");
        shop.awaitRun(1);
        assertThat(post("/api/models/res.partner/sync", "sync.example.com", "https://sync.example.com", "{}"))
                .isEqualTo("HTTP/1.1 202");
        shop.awaitRun(1);
        assertThat(post("/mcp", "sync.example.com", "https://sync.example.com", INITIALIZE))
                .isEqualTo("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:3000", "https://evil.example", "null"})
    void pageOfAStrangerShouldBeRefusedWhereverItAsks(String origin) throws IOException {
        String local = URI.create(shop.server.url()).getAuthority();
        for (String path : List.of("/api/models/res.partner/sync", "/mcp", "/")) {
            assertThat(post(path, local, origin, INITIALIZE)).as(path).isEqualTo("HTTP/1.1 403");
        }
        assertThat(shop.service.runs().newestFirst()).isEmpty();
    }

    @Test
    void namesThatNoRequestHasShouldBeRefusedWithTheSettings() {
        assertThatThrownBy(() -> ServerSettings.builder()
                        .addAllowedOrigins("https://Intranet.example.com/")
                        .build())
                .hasMessageContaining("'allowed-origins'");
        assertThatThrownBy(() -> ServerSettings.builder()
                        .addAllowedHosts("https://sync.example.com")
                        .build())
                .hasMessageContaining("'allowed-hosts'");
    }
}
