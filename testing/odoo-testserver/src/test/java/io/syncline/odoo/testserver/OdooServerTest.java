package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OdooServerTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T14:05:24.896486Z"));
    private final OdooServer server = OdooServer.builder()
            .clock((InstantSource) now::get)
            .user(OdooUser.administrator("admin", "admin").apiKey("key-of-admin"))
            .start();
    private final OdooClient client = new OdooClient(server, 2, "admin");

    @AfterEach
    void stop() {
        server.close();
    }

    private OdooClient.Fault fault(Runnable call) {
        return catchThrowableOfType(OdooClient.Fault.class, call::run);
    }

    @Test
    void versionShouldBeAnsweredWithoutLogin() {
        assertThat((Map<?, ?>) client.post("/xmlrpc/2/common", "version", List.of()))
                .isEqualTo(Map.of(
                        "server_version",
                        "18.0-20250702",
                        "server_version_info",
                        List.of(18L, 0L, 0L, "final", 0L, ""),
                        "server_serie",
                        "18.0",
                        "protocol_version",
                        1L));
    }

    @Test
    void authenticateShouldAnswerTheIdForPasswordAndKeyAndFalseOtherwise() {
        assertThat(client.post("/xmlrpc/2/common", "authenticate", List.of("demo", "admin", "admin", Map.of())))
                .isEqualTo(2L);
        assertThat(client.post("/xmlrpc/2/common", "authenticate", List.of("demo", "admin", "key-of-admin", Map.of())))
                .isEqualTo(2L);
        assertThat(client.post("/xmlrpc/2/common", "authenticate", List.of("demo", "admin", "wrong", Map.of())))
                .isEqualTo(false);
    }

    @Test
    void authenticateShouldFailWhenThereIsNoSuchDatabase() {
        OdooClient.Fault fault = fault(
                () -> client.post("/xmlrpc/2/common", "authenticate", List.of("other", "admin", "admin", Map.of())));

        assertThat(fault.code).isEqualTo(1L);
        assertThat(fault.lastLine())
                .startsWith("psycopg2.OperationalError")
                .endsWith("database \"other\" does not exist");
    }

    @Test
    void recordsShouldComeBackAsTheyWereCreated() {
        Object id = client.call("res.partner", "create", Map.of("name", "Azure Interior", "color", 7));

        assertThat(client.rows(
                        "res.partner", List.of(), Map.of("fields", List.of("name", "color", "vat", "write_date"))))
                .containsExactly(Map.of(
                        "id",
                        id,
                        "name",
                        "Azure Interior",
                        "color",
                        7L,
                        "vat",
                        false,
                        "write_date",
                        "2026-11-23 14:05:24"));
    }

    @Test
    void writeShouldMoveTheChangeTimeAndUnlinkShouldRemove() {
        long id = server.database().create("res.partner", Map.of("name", "Azure Interior"));
        now.set(Instant.parse("2026-11-23T15:00:00.5Z"));

        assertThat(client.call("res.partner", "write", List.of(id), Map.of("name", "Azure")))
                .isEqualTo(true);
        assertThat(client.rows("res.partner", List.of(), Map.of("fields", List.of("name", "write_date"))))
                .containsExactly(Map.of("id", id, "name", "Azure", "write_date", "2026-11-23 15:00:00"));

        assertThat(client.call("res.partner", "unlink", List.of(id))).isEqualTo(true);
        assertThat(client.call("res.partner", "search_count", List.of())).isEqualTo(0L);
    }

    @Test
    void pagesShouldFollowOneAnotherById() {
        List<Map<String, Object>> many = java.util.stream.IntStream.range(0, 25)
                .mapToObj(i -> Map.<String, Object>of("name", "Partner " + i))
                .toList();
        List<Long> ids = server.database().createAll("res.partner", many);

        assertThat(client.search(
                        "res.partner", List.of(List.of("id", ">", ids.get(9))), Map.of("order", "id", "limit", 10)))
                .isEqualTo(ids.subList(10, 20));
        assertThat(client.search("res.partner", List.of(), Map.of("order", "id desc", "limit", 3)))
                .containsExactly(ids.get(24), ids.get(23), ids.get(22));
    }
}
