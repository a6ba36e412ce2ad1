package io.syncline.embedding.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosableHttpClientTest {

    private static final long JOIN_MILLIS = 30_000;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Otherwise, {@code System.exit} waits 300 ms for the selector thread. */
    @Test
    void closeShouldEndTheSelectorThread() throws Exception {
        Set<Thread> before = selectors();
        Set<Thread> own;
        try (ClosableHttpClient client = new ClosableHttpClient(HttpClient.newBuilder())) {
            URI url = URI.create("http://localhost:" + server.getAddress().getPort());
            HttpRequest request =
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30)).build();
            assertThat(client.get()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
            own = selectors();
            own.removeAll(before);
            assertThat(own).hasSize(1);
        }
        for (Thread selector : own) {
            selector.join(JOIN_MILLIS);
            assertThat(selector.isAlive()).isFalse();
        }
    }

    private static Set<Thread> selectors() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager"))
                .collect(Collectors.toSet());
    }
}
