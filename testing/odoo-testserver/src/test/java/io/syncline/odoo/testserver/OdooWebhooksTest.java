package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Automation rules that call when records change. */
class OdooWebhooksTest {

    private static final String PARTNER = "res.partner";

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final Queue<String> namesSeen = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<OdooWebhooks.Fate> fates = new ArrayDeque<>();
    private HttpServer receiver;
    private OdooServer server;
    private OdooWebhooks rules;
    private long id;
    private int status = 202;

    @BeforeEach
    void receive() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hooks/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            server.database().find(PARTNER, id).ifPresent(row -> namesSeen.add(String.valueOf(row.get("name"))));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        server.close();
    }

    private void start(OdooVersion version) {
        server = OdooServer.builder().version(version).user("admin", "secret").start();
        id = server.database().create(PARTNER, Map.of("name", "Before"));
        rules = new OdooWebhooks(
                URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks/secret"),
                Set.of(PARTNER),
                () -> fates.isEmpty() ? OdooWebhooks.Fate.SENT : fates.remove());
        server.database().webhooks(rules);
    }

    private String body(long record) {
        return "{\"_action\": \"Tell(#1)\", \"_id\": " + record + ", \"_model\": \"res.partner\"}";
    }

    @ParameterizedTest
    @EnumSource(OdooVersion.class)
    void callShouldComeBeforeTheCommitUpToVersion18(OdooVersion version) {
        start(version);

        server.database().write(PARTNER, id, Map.of("name", "After"));

        assertThat(bodies).containsExactly(body(id));
        assertThat(namesSeen).containsExactly(version == OdooVersion.V19 ? "After" : "Before");
        assertThat(rules.answered()).isEqualTo(1);
    }

    @Test
    void deletionsAndCreationsShouldBeTold() {
        start(OdooVersion.V19);
        long other = server.database().create(PARTNER, Map.of("name", "New"));
        server.database().unlink(PARTNER, other);

        assertThat(bodies).containsExactly(body(other), body(other));
    }

    @Test
    void callsShouldGoWrongAsTheTestSays() {
        start(OdooVersion.V19);
        fates.addAll(List.of(
                OdooWebhooks.Fate.DROPPED,
                OdooWebhooks.Fate.DOUBLED,
                OdooWebhooks.Fate.EARLY,
                OdooWebhooks.Fate.OF_NO_RECORD_TOO));
        server.database().write(PARTNER, id, Map.of("name", "A"));
        assertThat(bodies).isEmpty();
        server.database().write(PARTNER, id, Map.of("name", "B"));
        assertThat(bodies).hasSize(2);
        server.database().write(PARTNER, id, Map.of("name", "C"));
        assertThat(namesSeen).containsExactly("B", "B", "B");
        server.database().write(PARTNER, id, Map.of("name", "D"));
        assertThat(bodies).contains(body(2_000_000_000 + id));
    }

    @Test
    void refusedCallShouldNotBeRepeatedNorKeepTheCommit() {
        start(OdooVersion.V17);
        status = 404;

        server.database().write(PARTNER, id, Map.of("name", "After"));

        assertThat(bodies).hasSize(1);
        assertThat(rules.failed()).isEqualTo(1);
        assertThat(server.database().find(PARTNER, id).orElseThrow().get("name"))
                .isEqualTo("After");
    }
}
