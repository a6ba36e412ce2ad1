package io.syncline.core.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosableHttpClientTest {

    private static final long PATIENCE_MILLIS = 30_000;

    private HttpServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void send(HttpClient client) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static void assertEnd(Iterable<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void allThreadsShouldEndWhenTheClientIsClosed() throws Exception {
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        ClosableHttpClient client = new ClosableHttpClient(HttpClient.newBuilder(), null);
        List<Thread> threads = client.threads();
        try (client) {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            client.get().send(HttpRequest.newBuilder(uri).build(), head -> {
                workers.add(Thread.currentThread());
                return HttpResponse.BodySubscribers.discarding();
            });
        }

        assertThat(threads).isNotEmpty();
        assertThat(workers).isNotEmpty();
        assertEnd(threads);
        assertEnd(workers);
    }

    /** Otherwise {@code System.exit} waits 300 ms for the selector thread. */
    @Test
    void selectorShouldBeAmongTheThreadsThatEnd() {
        try (ClosableHttpClient client = new ClosableHttpClient(HttpClient.newBuilder(), null)) {
            assertThat(client.threads())
                    .extracting(Thread::getName)
                    .anyMatch(name -> name.matches("HttpClient-\\d+-SelectorManager"));
        }
    }

    @Test
    void givenExecutorShouldSurviveTheClient() throws Exception {
        // Its thread may start in the group of the client's own.
        ExecutorService executor = Executors.newSingleThreadExecutor(Thread::new);
        try {
            ClosableHttpClient client = new ClosableHttpClient(HttpClient.newBuilder(), executor);
            try (client) {
                send(client.get());
            }

            assertEnd(client.threads());
            assertThat(executor.submit(Thread::interrupted).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS))
                    .isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void clientShouldBeCreatedDespiteAnInterrupt() {
        Thread.currentThread().interrupt();

        try (ClosableHttpClient client = new ClosableHttpClient(HttpClient.newBuilder(), null)) {
            assertThat(client.get()).isNotNull();
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
    }
}
