package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.syncline.api.failure.TransientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections, threads and aborted calls; {@link HostileAnswersTest} has the responses. */
class OdooHttpTest {

    private static final long PATIENCE = 30;
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

    private static OdooHttp http(@Nullable Executor executor) {
        return http(executor, Duration.ofSeconds(60));
    }

    private static OdooHttp http(@Nullable Executor executor, Duration deadline) {
        NetworkSettings network = new NetworkSettings();
        network.deadline(deadline);
        network.maxAnswerBytes(1_024, 1_024);
        network.clock(() -> Instant.parse("2026-11-27T00:00:00Z"));
        if (executor != null) {
            network.executor(executor);
        }
        return new OdooHttp(network.network());
    }

    @Test
    void connectionShouldBeReused() throws IOException {
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
        try (OdooHttp http = http(null)) {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            for (int i = 0; i < 5; i++) {
                assertThat(http.post(uri, Map.of(), BODY).body()).hasBinaryContent(BODY);
            }
            assertThat(ports).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void serverThatIsStoppedShouldNotBeTakenForAWrongUrl() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, BODY.length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        try (OdooHttp http = http(null);
                OdooHttp other = http(null)) {
            assertThat(http.post(uri, Map.of(), BODY).body()).hasBinaryContent(BODY);
            server.stop(0);
            assertThatThrownBy(() -> http.post(uri, Map.of(), BODY))
                    .hasMessageEndingWith(", which answered before; is it stopped?");
            assertThatThrownBy(() -> other.post(uri, Map.of(), BODY)).hasMessageEndingWith("; is the url right?");
        }
    }

    /** A server may close an idle connection at any time. */
    @Test
    void connectionThatTheServerClosedShouldNotBeReused() throws Exception {
        Semaphore closedByBoth = new Semaphore(0);
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OdooHttp http = http(null)) {
            start(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        requests.incrementAndGet();
                        readRequest(client.getInputStream());
                        client.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
                                        .getBytes(StandardCharsets.UTF_8));
                        client.shutdownOutput();
                        assertThat(client.getInputStream().read()).isNegative();
                    } catch (IOException ended) {
                        return;
                    }
                    closedByBoth.release();
                }
            });
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            for (int i = 0; i < 3; i++) {
                assertThat(http.post(uri, Map.of(), BODY).status()).isEqualTo(200);
                assertThat(closedByBoth.tryAcquire(PATIENCE, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(requests).hasValue(3);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "odoo-http-test");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        in.readNBytes(BODY.length);
    }

    /** Answers no request, and reports when one has arrived and when its connection was closed. */
    private static final class SilentServer implements AutoCloseable {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch abandoned = new CountDownLatch(1);
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        SilentServer() throws IOException {
            start(() -> {
                try (Socket client = socket.accept()) {
                    readRequest(client.getInputStream());
                    asked.countDown();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException reset) {
                    // also the end of the connection
                }
                abandoned.countDown();
            });
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        void awaitRequest() throws InterruptedException {
            assertThat(asked.await(PATIENCE, TimeUnit.SECONDS)).as("request").isTrue();
        }

        void awaitEnd() throws InterruptedException {
            assertThat(abandoned.await(PATIENCE, TimeUnit.SECONDS))
                    .as("connection closed")
                    .isTrue();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void interruptShouldAbortTheCall() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (SilentServer server = new SilentServer();
                OdooHttp http = http(null)) {
            Future<Boolean> call = caller.submit(() -> {
                assertThatThrownBy(() -> http.post(server.uri(), Map.of(), BODY))
                        .isInstanceOf(TransientException.class)
                        .hasMessageContaining("Interrupted");
                return Thread.currentThread().isInterrupted();
            });
            server.awaitRequest();
            caller.shutdownNow();

            assertThat(call.get(PATIENCE, TimeUnit.SECONDS))
                    .as("still interrupted")
                    .isTrue();
            server.awaitEnd();
        }
    }

    @Test
    void closeShouldAbortTheCallsInFlight() throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (SilentServer server = new SilentServer()) {
            OdooHttp http = http(null);
            Future<?> call = caller.submit(() -> assertThatThrownBy(() -> http.post(server.uri(), Map.of(), BODY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The source is closed"));
            server.awaitRequest();
            List<Thread> threads = http.threads();
            http.close();

            call.get(PATIENCE, TimeUnit.SECONDS);
            server.awaitEnd();
            assertThat(threads).isNotEmpty();
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE));
                assertThat(thread.isAlive()).isFalse();
            }
            assertThatThrownBy(() -> http.get(server.uri())).isInstanceOf(IllegalStateException.class);
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void deadlineShouldAbortTheCall() throws Exception {
        try (SilentServer server = new SilentServer();
                OdooHttp http = http(null, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> http.post(server.uri(), Map.of(), BODY))
                    .isInstanceOfSatisfying(
                            CallFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(CallFailure.Kind.TIMEOUT));
            server.awaitEnd();
        }
    }

    @Test
    void unusedClientShouldHaveNoThreads() {
        try (OdooHttp http = http(null)) {
            assertThat(http.threads()).isEmpty();
        }
    }

    static List<ExecutorService> executors() throws ReflectiveOperationException {
        List<ExecutorService> executors = new ArrayList<>();
        executors.add(Executors.newSingleThreadExecutor());
        executors.add(Executors.newCachedThreadPool());
        if (Runtime.version().feature() >= 21) {
            executors.add((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        }
        return executors;
    }

    @ParameterizedTest
    @MethodSource("executors")
    void responsesShouldBeHandledByTheGivenExecutor(ExecutorService executor) {
        AtomicInteger tasks = new AtomicInteger();
        Executor counting = task -> {
            tasks.incrementAndGet();
            executor.execute(task);
        };
        try (RawServer server = new RawServer(out -> out.write(RawServer.http("200 OK", "text/plain", BODY)));
                OdooHttp http = http(counting)) {
            assertThat(http.get(URI.create(server.url())).status()).isEqualTo(200);
            assertThat(tasks).hasPositiveValue();
        } finally {
            executor.shutdownNow();
        }
    }

    /** Callers may be virtual threads where the JVM has them. */
    @ParameterizedTest
    @MethodSource("executors")
    void anyThreadShouldBeAbleToCall(ExecutorService callers) throws Exception {
        try (RawServer server = new RawServer(out -> out.write(RawServer.http("200 OK", "text/plain", BODY)));
                OdooHttp http = http(null)) {
            Future<Integer> call =
                    callers.submit(() -> http.get(URI.create(server.url())).status());
            assertThat(call.get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(200);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void requestThatWaitedTooLongForAThreadShouldNotBeSent() throws Exception {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OdooHttp http = http(waiting::add, Duration.ofMillis(1))) {
            URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> http.post(uri, Map.of(), BODY)).isInstanceOf(CallFailure.class);

            assertThat(waiting).isNotEmpty();
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }

            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).as("no connection").isInstanceOf(SocketTimeoutException.class);
        }
    }
}
