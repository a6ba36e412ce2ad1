package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class EndableClientTest {

    @Test
    void threadsOfTheClientShouldEndWithItAndThoseOfOthersShouldNot() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        // Its threads begin in the group of whoever calls it first, which is the client's.
        ExecutorService executor = Executors.newSingleThreadExecutor(Thread::new);
        EndableClient client = new EndableClient(HttpClient.newBuilder().executor(executor));
        List<Thread> threads = client.threads();
        try (client) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .build();
            client.get().send(request, HttpResponse.BodyHandlers.discarding());
        } finally {
            server.stop(0);
        }

        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
        assertThat(executor.submit(Thread::interrupted).get()).isFalse();
        executor.shutdown();
    }

    @Test
    void interruptionShouldNotKeepAClientFromBeingMade() {
        Thread.currentThread().interrupt();

        try (EndableClient client = new EndableClient(HttpClient.newBuilder())) {
            assertThat(client.get()).isNotNull();
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
