package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.odoo.testserver.erp.ErpModels;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every client asks of every model. */
class ModelsInUseTest {

    private final OdooServer server =
            OdooServer.builder().user("admin", "admin").start();
    private final OdooClient client = new OdooClient(server, 2, "admin");

    ModelsInUseTest() {
        ErpModels.define(server.database());
    }

    static List<String> models() {
        return Stream.concat(OdooModels.base().stream(), ErpModels.all().stream())
                .map(OdooModel::name)
                .distinct()
                .toList();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelShouldBeListedInItsOwnOrder(String model) {
        assertThat(client.call(model, "search", List.of())).isInstanceOf(List.class);
    }

    @Test
    void modelsShouldBeCalledByTheirLabels() {
        assertThat(client.call("ir.model", "display_name_for", List.of("sale.order", "x.unknown")))
                .isEqualTo(List.of(
                        Map.of("model", "sale.order", "display_name", "Sales Order"),
                        Map.of("model", "x.unknown", "display_name", "x.unknown")));
    }

    @Test
    void newRecordShouldHaveNoDefaults() {
        assertThat(client.call("sale.order", "default_get", List.of("state"))).isEqualTo(Map.of());
    }
}
