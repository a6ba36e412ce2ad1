package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.LeftOutField;
import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.TextRecipes;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipes that a person wrote or changed. */
class OwnRecipeTest {

    private static final ModelName ORDER = ModelName.of("sale.order");
    private static final ModelName PARTNER = ModelName.of("res.partner");

    private OdooServerFixture fixture = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC);

    private void use(ModelName model, String recipe) {
        fixture.close();
        fixture = new OdooServerFixture(
                OdooVersion.V17,
                Transport.XML_RPC,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.recipe(model, recipe));
        ErpModels.define(fixture.database());
    }

    @BeforeEach
    void define() {
        ErpModels.define(fixture.database());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static String recipe(ModelName model, String rest) {
        return "{\"model\": \"" + model + "\", " + rest + "}";
    }

    private String shipped(ModelName model) {
        return ((TextRecipes) fixture.source()).recipe(model);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\": [\"cliant_order_ref\"] | 'cliant_order_ref' (did you mean 'client_order_ref'?)",
                "\"text\": [\"partner_id.vat\"] | 'partner_id.vat'",
                "\"text\": [\"partner_id\"], \"title\": \"nome\" | 'nome' (did you mean 'name'?)",
                "\"text\": [\"partner_id\"], \"payload\": [\"amount_totl\"] | 'amount_totl' (did you mean 'amount_total'?)",
                "\"text\": [\"partner_id\"], \"required\": [\"partnr_id\"] | 'partnr_id' (did you mean 'partner_id'?)",
                "\"text\": [\"partner_id\"], \"watch\": [\"order_lines\"] | 'order_lines' in 'watch'",
                "\"text\": [{\"field\": \"partner_id\", \"when\": {\"stat\": [\"sale\"]}}] | 'stat' (did you mean 'state'?)",
                "\"text\": [{\"lines\": \"order_lines\", \"each\": \"{name}\"}] | 'order_lines' (did you mean 'order_line'?)",
                "\"text\": [{\"lines\": \"partner_id\", \"each\": \"{name}\"}] | 'partner_id' in 'lines', which is no link to several",
                "\"text\": [{\"lines\": \"order_line\", \"each\": \"{product_uom_qtty}\"}] | 'order_line.product_uom_qtty' (did you mean 'product_uom_qty'?)",
                "\"text\": [{\"lines\": \"order_line\", \"each\": \"{name}\", \"only\": {\"nam\": [\"x\"]}}] | 'order_line.nam' (did you mean 'name'?)",
                "\"text\": [\"partner_id\"], \"private\": {\"stat\": [\"sale\"]} | 'stat' (did you mean 'state'?)",
                "\"text\": [{\"lines\": \"order_line\", \"each\": \"{name}, {x_urgent}\"}] | 'order_line.x_urgent', which a line cannot show, since it is of type boolean"
            })
    void nameThatTheModelLacksShouldBeRefused(String rest, String problem) {
        use(ORDER, recipe(ORDER, rest));
        fixture.database().addFields("sale.order.line", OdooField.of("x_urgent", OdooFieldType.BOOLEAN));

        assertThatThrownBy(() -> fixture.source().describe(ORDER))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("The recipe for sale.order names")
                .hasMessageContaining(problem);
    }

    @Test
    void copyOfAShippedRecipeShouldGiveTheSameText() {
        fixture.database().addFields("sale.order", OdooField.chars("x_project").label("Project Code"));
        String copy = shipped(ORDER);
        ModelDescription before = fixture.source().describe(ORDER);
        use(ORDER, copy);
        fixture.database().addFields("sale.order", OdooField.chars("x_project").label("Project Code"));

        ModelDescription after = fixture.source().describe(ORDER);

        assertThat(after.defaultFields()).isEqualTo(before.defaultFields()).contains("x_project");
        assertThat(after.rendering()).isEqualTo(before.rendering());
    }

    /** A model without a recipe of its own, in which nobody has chosen the kind of a record. */
    @Test
    void copyOfARecipeThatWasMadeFromFieldsShouldGiveTheSameText() {
        ModelName thing = ModelName.of("x.thing");
        defineThing();
        String copy = shipped(thing);
        ModelDescription before = fixture.source().describe(thing);
        use(thing, copy);
        defineThing();

        ModelDescription after = fixture.source().describe(thing);

        assertThat(after.defaultFields()).isEqualTo(before.defaultFields());
        assertThat(after.defaultPayload()).isEqualTo(before.defaultPayload());
        assertThat(after.titleField()).isEqualTo(before.titleField());
        assertThat(after.defaultChoices()).isEqualTo(before.defaultChoices()).containsEntry("kind", "usual");
        assertThat(after.rendering()).isEqualTo(before.rendering());
        fixture.database().addFields("x.thing", OdooField.chars("x_later"));
        assertThat(fixture.source().describe(thing).defaultFields()).contains("x_later");
    }

    private void defineThing() {
        fixture.database()
                .define(OdooModel.named("x.thing")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.chars("note"),
                                OdooField.selection("kind", Map.of("usual", "Usual", "odd", "Odd")))
                        .build());
        fixture.server()
                .intercept(call -> call.method().equals("default_get")
                        ? new OdooReply.Result(Map.of("kind", "usual"))
                        : OdooReply.proceed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.message", "res.partner", "project.task", "product.product", "stock.picking"})
    void copyOfAShippedRecipeShouldFitAVersionThatLacksFields(String model) {
        ModelName name = ModelName.of(model);
        use(name, shipped(name));

        assertThatCode(() -> fixture.source().describe(name)).doesNotThrowAnyException();
    }

    @Test
    void commentsShouldBeNoPartOfTheFingerprint() {
        String text =
                "\"text\": [\"partner_id\", {\"field\": \"state\", \"when\": {\"state\": [\"sale\"], \"name\": [\"!x\"]}}]";
        use(ORDER, recipe(ORDER, text));
        String before = fixture.source().describe(ORDER).rendering();
        use(ORDER, "// a comment\n" + recipe(ORDER, text).replace(", ", ",\n\n  "));
        String commented = fixture.source().describe(ORDER).rendering();
        use(ORDER, recipe(ORDER, text.replace("sale", "done")));

        assertThat(commented).isEqualTo(before);
        assertThat(fixture.source().describe(ORDER).rendering()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"text\": [{\"lines\": \"child_ids\", \"each\": \"{name}, {vat}\"}] | child_ids.vat",
                "\"text\": [\"city\"], \"title\": \"vat\" | vat",
                "\"text\": [\"city\"], \"payload\": [\"city\", \"vat\"] | vat",
                "\"text\": [{\"field\": \"vat\", \"label\": \"No\"}] | vat",
                "\"text\": [\"city\", \"vat\"] | vat"
            })
    void privateFieldShouldWarnWhereverItIsNamed(String rest, String field) {
        use(PARTNER, recipe(PARTNER, rest));

        ModelDescription description = fixture.source().describe(PARTNER);

        assertThat(description.warnings())
                .filteredOn(warning -> warning.contains("names private data"))
                .singleElement()
                .asString()
                .contains(field);
        assertThat(description.leftOutFields()).extracting(LeftOutField::name).doesNotContain(field);
    }

    @Test
    void linesBeyondTheLimitShouldBeCounted() {
        use(
                PARTNER,
                recipe(
                        PARTNER,
                        "\"text\": [{\"lines\": \"child_ids\", \"each\": \"{name}\", \"limit\": 2},"
                                + " {\"lines\": \"child_ids\", \"label\": \"Mail\", \"each\": \"{email}\"}]"));
        long parent = fixture.database().create("res.partner", Map.of("name", "Fir & Co"));
        for (int i = 0; i < 5; i++) {
            fixture.database()
                    .create(
                            "res.partner",
                            Map.of("name", "Ina " + i, "parent_id", parent, "email", i + "@fir.example"));
        }

        String text = preview(PARTNER);

        assertThat(text)
                .contains("- Ina 4\n- Ina 3\n- … and 3 more")
                .contains("Mail:\n")
                .contains("- 4@fir.example");
    }

    private String preview(ModelName model) {
        PreviewReport report = SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder().model(model).build());
        return report.records().toString();
    }
}
