package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedRecord;
import io.syncline.core.SyncEngine;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What texts of a real database had, and what helps nobody to find a record or is nobody's business. */
class RecipeNoiseTest {

    private final OdooServerFixture fixture = new OdooServerFixture(
            OdooVersion.V17,
            Transport.XML_RPC,
            OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
            builder -> builder);

    @AfterEach
    void close() {
        fixture.close();
    }

    private void define(String model, OdooField... fields) {
        fixture.database().define(OdooModel.named(model).fields(fields).build());
    }

    private String text(String model, int record) {
        return records(model).get(record).chunks().get(0).text();
    }

    private List<PreviewedRecord> records(String model) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder().model(ModelName.of(model)).build())
                .records();
    }

    @Test
    void stockLevelShouldBeNamedByItsProduct() {
        define("stock.location", OdooField.chars("name"));
        define(
                "stock.quant",
                OdooField.chars("name"),
                OdooField.many2one("product_id", "res.partner"),
                OdooField.many2one("location_id", "stock.location"));
        long shelf = fixture.database().create("stock.location", Map.of("name", "WH/Stock"));
        long product = fixture.database().create("res.partner", Map.of("name", "Storage Box"));
        fixture.database()
                .create("stock.quant", Map.of("name", "WH/Stock", "product_id", product, "location_id", shelf));

        assertThat(text("stock.quant", 0).lines().toList())
                .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("Stock: Storage Box"))
                .anyMatch(line -> line.endsWith(": WH/Stock"));
    }

    @Test
    void taxAndCostThatOdooBooksBesideTheLinesOfAnInvoiceShouldBeEmpty() {
        define("account.tax", OdooField.chars("name"));
        define(
                "account.move.line",
                OdooField.chars("name"),
                OdooField.selection("display_type", Map.of("product", "Product", "tax", "Tax", "cogs", "Cost")),
                OdooField.many2one("tax_line_id", "account.tax"));
        long tax = fixture.database().create("account.tax", Map.of("name", "15%"));
        fixture.database().create("account.move.line", Map.of("name", "INV/7 Sofa", "display_type", "product"));
        fixture.database()
                .create("account.move.line", Map.of("name", "INV/7 15%", "display_type", "tax", "tax_line_id", tax));
        fixture.database().create("account.move.line", Map.of("name", "INV/7 Sofa", "display_type", "cogs"));

        assertThat(records("account.move.line"))
                .extracting(record -> record.chunks().size())
                .containsExactly(1, 0, 0);
    }

    @Test
    void hoursOfATaskShouldHaveTheirUnit() {
        define("project.task", OdooField.chars("name"), OdooField.of("allocated_hours", OdooFieldType.FLOAT));
        fixture.database().create("project.task", Map.of("name", "Paint", "allocated_hours", 7.5));
        fixture.database().create("project.task", Map.of("name", "Carpet", "allocated_hours", 0.0));

        assertThat(text("project.task", 0).lines()).anyMatch(line -> line.endsWith(": 7.5 h"));
        assertThat(text("project.task", 1)).doesNotContain(" h");
    }

    @Test
    void quantityOutsideOfWarehousesShouldBeEmpty() {
        define("stock.warehouse", OdooField.chars("name"));
        define(
                "stock.quant",
                OdooField.chars("name"),
                OdooField.many2one("product_id", "res.partner"),
                OdooField.many2one("warehouse_id", "stock.warehouse"));
        long house = fixture.database().create("stock.warehouse", Map.of("name", "YourCompany"));
        long product = fixture.database().create("res.partner", Map.of("name", "Storage Box"));
        fixture.database().create("stock.quant", Map.of("name", "Inventory adjustment", "product_id", product));
        fixture.database().create("stock.quant", Map.of("name", "Stock", "product_id", product, "warehouse_id", house));

        assertThat(records("stock.quant"))
                .extracting(record -> record.chunks().size())
                .containsExactly(0, 1);
    }

    @Test
    void nameOfSeveralLinesShouldBeShownInOne() {
        define("account.move.line", OdooField.chars("name"), OdooField.many2one("product_id", "res.partner"));
        fixture.database().create("account.move.line", Map.of("name", "INV/7 Sofa\nWith lounger\n\n in grey"));

        assertThat(text("account.move.line", 0).lines().findFirst().orElseThrow())
                .endsWith(": INV/7 Sofa, With lounger, in grey");
    }

    @Test
    void stateThatAllTasksHaveShouldNotContradictTheirStage() {
        OdooField state = OdooField.selection(
                "state", Map.of("01_in_progress", "In Progress", "02_changes_requested", "Changes Requested"));
        define("project.task", OdooField.chars("name"), state);
        fixture.database().create("project.task", Map.of("name", "Paint", "state", "01_in_progress"));
        fixture.database().create("project.task", Map.of("name", "Carpet", "state", "02_changes_requested"));

        assertThat(text("project.task", 0)).contains("Paint").doesNotContain("In Progress");
        assertThat(text("project.task", 1)).contains("Changes Requested");
    }

    @Test
    void activityShouldShowItsTypeAndNoteRatherThanATechnicalName() {
        define("mail.activity.type", OdooField.chars("name"));
        define(
                "mail.activity",
                OdooField.chars("summary"),
                OdooField.chars("note"),
                OdooField.chars("res_model"),
                OdooField.many2one("activity_type_id", "mail.activity.type"));
        long call = fixture.database().create("mail.activity.type", Map.of("name", "Call"));
        fixture.database()
                .create(
                        "mail.activity",
                        Map.of(
                                "summary",
                                "Call the caterer",
                                "note",
                                "About vegans",
                                "res_model",
                                "event.event",
                                "activity_type_id",
                                call));

        assertThat(text("mail.activity", 0))
                .contains("Call the caterer", "About vegans", ": Call")
                .doesNotContain("event.event");
    }

    @Test
    void meetingThatItsOwnerHidesShouldBeEmpty() {
        OdooField privacy = OdooField.selection("privacy", Map.of("public", "Public", "private", "Private"));
        define("calendar.event", OdooField.chars("name"), privacy);
        fixture.database().create("calendar.event", Map.of("name", "Doctor", "privacy", "private"));
        fixture.database().create("calendar.event", Map.of("name", "Review", "privacy", "public"));

        assertThat(records("calendar.event"))
                .extracting(record -> record.chunks().size())
                .containsExactly(0, 1);
    }

    @Test
    void timesheetOfAnAbsenceShouldBeEmpty() {
        define("hr.leave", OdooField.chars("name"));
        define("account.analytic.line", OdooField.chars("name"), OdooField.many2one("holiday_id", "hr.leave"));
        long leave = fixture.database().create("hr.leave", Map.of("name", "Ina"));
        fixture.database().create("account.analytic.line", Map.of("name", "Time Off", "holiday_id", leave));
        fixture.database().create("account.analytic.line", Map.of("name", "Repaired a pump"));

        assertThat(records("account.analytic.line"))
                .extracting(record -> record.chunks().size())
                .containsExactly(0, 1);
    }

    @Test
    void activityOfAVehicleShouldNotShowItsNumberPlate() {
        define(
                "mail.activity",
                OdooField.chars("res_name"),
                OdooField.chars("res_model"),
                OdooField.of("res_id", OdooFieldType.INTEGER));
        fixture.database()
                .create(
                        "mail.activity",
                        Map.of("res_name", "Opel/Corsa/1-SYN-404", "res_model", "fleet.vehicle", "res_id", 1L));

        assertThat(records("mail.activity").toString()).doesNotContain("1-SYN-404");
    }
}
