package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a test controls the server: interceptor, call log, latency, clock. */
class ServerControlTest {
    private final Queue<Duration> pauses = new ConcurrentLinkedQueue<>();
    private final OdooServer server = OdooServer.builder()
            .user("admin", "marker-secret")
            .latency(Duration.ofMillis(80))
            .pause(pauses::add)
            .start();
    private final OdooClient client = new OdooClient(server, 2, "marker-secret");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void interceptorShouldChangeTheDatabaseBetweenPages() {
        List<Long> ids = server.database().createAll("res.partner", Collections.nCopies(6, Map.of("name", "Azure")));
        server.intercept(call -> {
            if (call.number() == 2) {
                server.database().unlink("res.partner", ids.get(0));
            }
            return OdooReply.proceed();
        });

        assertThat(client.search("res.partner", List.of(), page(0))).isEqualTo(ids.subList(0, 3));
        assertThat(client.search("res.partner", List.of(), page(3)))
                .as("offset paging skips one record")
                .isEqualTo(ids.subList(4, 6));
    }

    private static Map<String, ?> page(int offset) {
        return Map.of("order", "id", "limit", 3, "offset", offset);
    }

    @Test
    void interceptorShouldChooseTheAnswer() {
        server.intercept(call -> switch ((int) call.number()) {
            case 1 -> new OdooReply.Fault(4, "No");
            case 2 -> OdooReply.databaseDown();
            case 3 -> new OdooReply.Result(List.of(7L));
            case 4 -> new OdooReply.Drop(true);
            default -> throw new IllegalStateException("Broken rule");
        });

        assertThat(catchThrowableOfType(OdooClient.Fault.class, this::searchAll).code)
                .isEqualTo(4L);
        OdooClient.Fault down = catchThrowableOfType(OdooClient.Fault.class, this::searchAll);
        assertThat(down.getMessage()).contains("psycopg2.OperationalError: connection to server");
        assertThat(down.lastLine()).startsWith("\tIs the server running on that host");
        assertThat(searchAll()).containsExactly(7L);
        assertThatThrownBy(() -> client.call("res.partner", "create", Map.of("name", "Executed nevertheless")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(server.database().ids("res.partner")).hasSize(1);
        assertThat(catchThrowableOfType(OdooClient.Fault.class, this::searchAll).lastLine())
                .isEqualTo("java.lang.IllegalStateException: Broken rule");
    }

    private List<Long> searchAll() {
        return client.search("res.partner", List.of());
    }

    @Test
    void interceptorShouldAnswerAsAProxyDoes() {
        server.intercept(call -> new OdooReply.Http(503, "<h1>Busy</h1>", Map.of("Retry-After", "7")));

        HttpResponse<byte[]> response =
                client.send("/xmlrpc/2/common", Capture.of("01-version").request());
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void logShouldHoldCallsAndCountsButNoSecret() {
        server.database().create("res.partner", Map.of("name", "Azure"));
        client.post("/xmlrpc/2/common", "authenticate", List.of("demo", "admin", "marker-secret", Map.of()));
        client.search("res.partner", List.of(), Map.of("limit", 5));
        assertThatThrownBy(() -> client.search("no.model", List.of())).isInstanceOf(OdooClient.Fault.class);

        assertThat(server.callCounts())
                .isEqualTo(Map.of("authenticate", 1L, "res.partner.search", 1L, "no.model.search", 1L));
        OdooCall search = server.calls().get(1);
        assertThat(search.login()).isEqualTo("admin");
        assertThat(search.args()).isEqualTo(List.of(List.of()));
        assertThat(search.kwargs()).isEqualTo(Map.of("limit", 5L));
        assertThat(search.requestBytes()).isPositive();
        assertThat(search.responseBytes()).isPositive();
        assertThat(server.calls().get(2).fault()).contains("Object no.model doesn't exist");
        assertThat(server.bytesSent()).isPositive();
        assertThat(server.calls().toString()
                        + OdooUser.administrator("admin", "marker-secret").apiKey("marker-secret"))
                .doesNotContain("marker-secret");
        assertThat(pauses).containsExactly(Duration.ofMillis(80), Duration.ofMillis(80), Duration.ofMillis(80));
        server.resetCalls();
        assertThat(server.calls()).isEmpty();
        assertThat(server.callCount("res.partner.search")).isZero();
    }

    @Test
    void pagesByIdShouldReadEveryRecordOnceWhileOthersWrite() throws Exception {
        List<Long> ids = server.database()
                .createAll(
                        "res.partner",
                        IntStream.range(0, 2000)
                                .mapToObj(i -> Map.of("name", "P" + i))
                                .toList());
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                OdooClient writer = new OdooClient(server, 2, "marker-secret");
                writers.add(executor.submit(() -> {
                    for (int n = 0; n < 40; n++) {
                        Object id = writer.call("res.partner", "create", Map.of("name", "New"));
                        writer.call("res.partner", "write", List.of(id), Map.of("name", "Newer"));
                        writer.call("res.partner", "unlink", List.of(id));
                    }
                }));
            }
            List<Future<List<Long>>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                OdooClient reader = new OdooClient(server, 2, "marker-secret");
                readers.add(executor.submit(() -> listAll(reader)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            for (Future<List<Long>> reader : readers) {
                List<Long> seen = reader.get();
                assertThat(new TreeSet<>(seen)).hasSameSizeAs(seen).containsAll(ids);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(server.database().ids("res.partner")).isEqualTo(ids);
    }

    private static List<Long> listAll(OdooClient reader) {
        List<Long> all = new ArrayList<>();
        for (List<Long> page = pageAfter(reader, 0);
                !page.isEmpty();
                page = pageAfter(reader, all.get(all.size() - 1))) {
            all.addAll(page);
        }
        return all;
    }

    private static List<Long> pageAfter(OdooClient reader, long last) {
        return reader.search("res.partner", List.of(List.of("id", ">", last)), Map.of("order", "id", "limit", 150));
    }

    @Test
    void closedServerShouldRefuseConnections() {
        server.close();

        assertThatThrownBy(this::searchAll).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void builderShouldRefuseInvalidSettings() {
        assertThatThrownBy(() -> OdooServer.builder().start()).hasMessageContaining("needs: user");
        assertThatThrownBy(() -> OdooServer.builder().latency(Duration.ofMillis(-1)))
                .hasMessageContaining("latency");
        assertThatThrownBy(() -> OdooField.of("parent_id", OdooFieldType.MANY2ONE))
                .hasMessageContaining("target");
    }
}
