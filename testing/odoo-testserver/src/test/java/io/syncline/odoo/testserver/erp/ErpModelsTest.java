package io.syncline.odoo.testserver.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Computed values and names of the business models. */
class ErpModelsTest {

    private final OdooServer server =
            OdooServer.builder().user("admin", "admin").start();
    private final OdooDatabase database = server.database();

    ErpModelsTest() {
        ErpModels.define(database);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private OdooRecord record(String model, long id) {
        return database.find(model, id).orElseThrow();
    }

    private long desk() {
        long template =
                database.create("product.template", Map.of("name", "Desk", "default_code", "D-1", "list_price", 100.5));
        return database.create("product.product", Map.of("product_tmpl_id", template, "default_code", "D-1"));
    }

    @Test
    void everyModelShouldBeDefinedOnce() {
        assertThat(ErpModels.all())
                .extracting(OdooModel::name)
                .doesNotHaveDuplicates()
                .contains("sale.order", "account.move", "project.task", "hr.employee", "stock.quant", "mrp.bom");
    }

    @Test
    void variantShouldShowTheFieldsOfItsTemplate() {
        OdooRecord variant = record("product.product", desk());

        assertThat(variant.get("name")).isEqualTo("Desk");
        assertThat(variant.get("list_price")).isEqualTo(100.5);
        assertThat(variant.displayName()).isEqualTo("[D-1] Desk");
        assertThat(variant.get("categ_id")).isNull();
    }

    @Test
    void amountsShouldFollowTheLines() {
        long partner = database.create("res.partner", Map.of("name", "Blue Fern"));
        long order = database.create("sale.order", Map.of("name", "S1", "partner_id", partner, "company_id", 1L));
        Map<String, Object> line =
                Map.of("order_id", order, "name", "Desk", "product_uom_qty", 3, "price_unit", 100.5, "discount", 10);

        long first = database.create("sale.order.line", line);
        database.create("sale.order.line", line);

        assertThat(record("sale.order.line", first).get("price_subtotal")).isEqualTo(271.35);
        assertThat(record("sale.order", order).get("amount_total")).isEqualTo(542.7);
        assertThat(record("sale.order", order).link("currency_id").orElseThrow().displayName())
                .isEqualTo("EUR");
        assertThat(record("sale.order.line", first).displayName()).isEqualTo("S1 - Desk");
    }

    @Test
    void onlyPostedInvoicesShouldBeDue() {
        long draft = invoice("draft", "not_paid");
        long open = invoice("posted", "not_paid");
        long paid = invoice("posted", "paid");

        assertThat(List.of(draft, open, paid))
                .extracting(id -> record("account.move", id).get("amount_residual"))
                .containsExactly(0.0, 20.0, 0.0);
    }

    private long invoice(String state, String payment) {
        long move = database.create("account.move", Map.of("name", "INV", "state", state, "payment_state", payment));
        database.create("account.move.line", Map.of("move_id", move, "quantity", 2, "price_unit", 10));
        return move;
    }

    @Test
    void stockShouldBeTheSumOverLocations() {
        long product = desk();
        long place = database.create("stock.location", Map.of("name", "WH"));
        long shelf = database.create("stock.location", Map.of("name", "Shelf", "location_id", place));
        database.create("stock.quant", Map.of("product_id", product, "location_id", place, "quantity", 4));
        long quant = database.create("stock.quant", Map.of("product_id", product, "location_id", shelf, "quantity", 3));

        OdooRecord variant = record("product.product", product);
        assertThat(variant.get("qty_available")).isEqualTo(7.0);
        assertThat(variant.link("product_tmpl_id").orElseThrow().get("qty_available"))
                .isEqualTo(7.0);
        assertThat(record("stock.quant", quant).displayName()).isEqualTo("WH/Shelf");
    }
}
