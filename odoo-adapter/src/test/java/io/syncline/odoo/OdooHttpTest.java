package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How connections are used; what comes over them is the matter of {@link HostileAnswersTest}. */
class OdooHttpTest {

    private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

    private static OdooHttp http(@Nullable Executor executor) {
        return http(executor, Duration.ofSeconds(60));
    }

    private static OdooHttp http(@Nullable Executor executor, Duration deadline) {
        return new OdooHttp(new OdooConfig.Network(
                Duration.ofSeconds(10),
                deadline,
                1_000,
                1_000,
                null,
                null,
                executor,
                () -> Instant.parse("2026-11-27T00:00:00Z")));
    }

    @Test
    void connectionShouldBeUsedAgain() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            OdooHttp http = http(null);
            for (int i = 0; i < 5; i++) {
                assertThat(http.post(uri, Map.of(), BODY).body()).hasBinaryContent(BODY);
            }
            assertThat(ports).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    /** A server may do so at any time, and a POST is not sent again. */
    @Test
    void connectionThatTheServerHasClosedShouldNotBeUsedAgain() throws Exception {
        Semaphore closed = new Semaphore(0);
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        requests.incrementAndGet();
                        readRequest(client.getInputStream());
                        client.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                                        .getBytes(StandardCharsets.UTF_8));
                    } catch (IOException ended) {
                        return;
                    }
                    closed.release();
                }
            });
            answering.start();
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            OdooHttp http = http(null);
            for (int i = 0; i < 3; i++) {
                assertThat(http.post(uri, Map.of(), BODY).status()).isEqualTo(200);
                closed.acquire();
            }
            assertThat(requests).hasValue(3);
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        in.readNBytes(BODY.length);
    }

    @Test
    void interruptShouldEndTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
            asked.countDown();
            new CountDownLatch(1).await();
        })) {
            ExecutorService caller = Executors.newSingleThreadExecutor();
            Future<Boolean> call = caller.submit(() -> {
                assertThatThrownBy(() -> http(null).post(URI.create(server.url()), Map.of(), BODY))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("Interrupted");
                return Thread.currentThread().isInterrupted();
            });
            asked.await();
            caller.shutdownNow();

            assertThat(call.get()).as("still interrupted").isTrue();
        }
    }

    @Test
    void requestsShouldRunWhereTheyAreTold() {
        AtomicInteger told = new AtomicInteger();
        Executor executor = request -> {
            told.incrementAndGet();
            new Thread(request).start();
        };
        try (RawServer server = new RawServer(out -> out.write(RawServer.http("200 OK", "text/plain", BODY)))) {
            assertThat(http(executor).get(URI.create(server.url())).status()).isEqualTo(200);
        }
        assertThat(told).hasValue(1);
    }

    @Test
    void requestThatWaitedTooLongForAThreadShouldNotBeSent() throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> http(waiting::add, Duration.ofMillis(1)).post(uri, Map.of(), BODY))
                    .isInstanceOf(CallFailure.class);

            waiting.forEach(Runnable::run);

            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).as("no connection").isInstanceOf(SocketTimeoutException.class);
            assertThat(waiting).hasSize(1);
        }
    }
}
