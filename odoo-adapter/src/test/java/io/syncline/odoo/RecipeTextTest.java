package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.api.RecordId;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.FieldRestrictions;
import io.syncline.core.port.TextRecipes;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts that recipes make of the records of a server. */
class RecipeTextTest {

    private static final ModelName ORDER = ModelName.of("sale.order");

    private OdooServerFixture fixture = server(builder -> builder);

    private static OdooServerFixture server(UnaryOperator<OdooRecordSourceBuilder> more) {
        OdooServerFixture fixture = new OdooServerFixture(
                OdooVersion.V17, Transport.XML_RPC, OdooUser.administrator("admin", OdooServerFixture.PASSWORD), more);
        ErpModels.define(fixture.database());
        return fixture;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private long create(String model, Map<String, ?> values) {
        return fixture.database().create(model, values);
    }

    /** An order of three cabinets. */
    private long order() {
        long customer = create("res.partner", Map.of("name", "Azure Interior"));
        long template = create("product.template", Map.of("name", "Large Cabinet"));
        long product = create("product.product", Map.of("product_tmpl_id", template));
        long order = create(
                "sale.order",
                Map.of(
                        "name",
                        "S00001",
                        "partner_id",
                        customer,
                        "state",
                        "sale",
                        "company_id",
                        1L,
                        "amount_total",
                        960.0));
        create(
                "sale.order.line",
                Map.of(
                        "order_id",
                        order,
                        "product_id",
                        product,
                        "name",
                        "Large Cabinet",
                        "product_uom_qty",
                        3.0,
                        "price_unit",
                        320.0,
                        "price_subtotal",
                        960.0));
        return order;
    }

    private PreviewReport preview(ModelName model) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder().model(model).build());
    }

    private String text(ModelName model) {
        return preview(model).records().get(0).chunks().get(0).text();
    }

    @Test
    void orderShouldShowItsLines() {
        order();

        PreviewReport report = preview(ORDER);

        assertThat(text(ORDER))
                .contains("Sales Order: S00001\nCustomer: Azure Interior\nStatus: Sales Order")
                .contains("- 3 x Large Cabinet, each 320 EUR, 960 EUR");
        assertThat(report.records().get(0).payload())
                .containsEntry("state", "sale")
                .containsEntry("partner_id_name", "Azure Interior")
                .containsEntry("amount_total", 960.0);
        assertThat(report.notes()).isNotEmpty();
    }

    @Test
    void changedLineShouldBeAChangeOfItsOrder() {
        long order = order();
        ModelDescription description = fixture.source().describe(ORDER);
        fixture.clock().advance(Duration.ofHours(1));
        RecordScope since = RecordScope.builder()
                .model(ORDER)
                .fields(description.defaultFields())
                .changedSince(fixture.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        assertThat(fixture.source().ids(since, IdRange.ALL, 10).entries()).isEmpty();

        long line = fixture.database().ids("sale.order.line").get(0);
        fixture.database().write("sale.order.line", line, Map.of("name", "In white"));

        IdPage changed = fixture.source().ids(since, IdRange.ALL, 10);
        assertThat(changed.entries()).extracting(IdAndVersion::id).containsExactly(RecordId.of(order));
    }

    @Test
    void pageShouldCostTwoCallsMoreForLinesAndTags() {
        order();
        ModelDescription description = fixture.source().describe(ORDER);
        RecordScope scope = RecordScope.builder()
                .model(ORDER)
                .fields(description.defaultFields())
                .build();
        int before = fixture.server().calls().size();

        fixture.source().page(scope, IdRange.ALL, 1);

        assertThat(fixture.server().calls().size() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void recipeOfTheConfigurationShouldReplaceTheShippedOne() {
        fixture.close();
        fixture = server(builder -> builder.recipe(
                ORDER, "{\"model\": \"sale.order\", \"text\": [{\"field\": \"partner_id\", \"label\": \"Client\"}]}"));
        order();

        assertThat(text(ORDER)).isEqualTo("Sales Order: S00001\nClient: Azure Interior");
        assertThat(((TextRecipes) fixture.source()).recipe(ORDER)).contains("Client");
    }

    @Test
    void changedRecipeShouldBeAnotherFingerprint() {
        String shipped = fixture.source().describe(ORDER).rendering();
        fixture.close();
        fixture = server(builder ->
                builder.recipe(ORDER, "{\"model\": \"sale.order\", \"text\": [\"partner_id\"], \"payload\": []}"));

        assertThat(fixture.source().describe(ORDER).rendering()).isNotEqualTo(shipped);
        assertThat(((FieldRestrictions) fixture.source())
                        .describe(ORDER, List.of("name"))
                        .rendering())
                .doesNotContain("recipe");
    }

    @Test
    void recipeOfAnotherModelShouldBeRefused() {
        assertThatThrownBy(() ->
                        OdooRecordSource.builder().recipe(ORDER, "{\"model\": \"res.partner\", \"text\": [\"name\"]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.partner");
    }

    @Test
    void modelWithoutARecipeShouldGetOneOfItsFields() {
        String recipe = ((TextRecipes) fixture.source()).recipe(ModelName.of("res.country"));

        assertThat(recipe).contains("\"model\": \"res.country\"", "\"name\"");
    }

    @Test
    void recordWithoutANameShouldNotShowItsTechnicalOne() {
        fixture.database()
                .define(io.syncline.odoo.testserver.OdooModel.named("x.thing")
                        .label("Thing")
                        .fields(io.syncline.odoo.testserver.OdooField.chars("text"))
                        .displayName(thing -> "x.thing," + thing.id())
                        .build());
        create("x.thing", Map.of());

        assertThat(preview(ModelName.of("x.thing")).records().get(0).chunks()).isEmpty();
    }

    @Test
    void previewShouldSayWhichFieldsAreLackingAndWhichRecordsAreMissing() {
        fixture.database()
                .define(io.syncline.odoo.testserver.OdooModel.named("x.mood")
                        .fields(
                                io.syncline.odoo.testserver.OdooField.chars("name"),
                                io.syncline.odoo.testserver.OdooField.computed(
                                                "mood",
                                                io.syncline.odoo.testserver.OdooFieldType.CHAR,
                                                record -> "fine")
                                        .failingFor(
                                                record -> "Bad".equals(record.text("name")), 1, "ValueError: no mood"))
                        .build());
        create("x.mood", Map.of("name", "Ina"));
        RecordId id = RecordId.of(create("x.mood", Map.of("name", "Bad")));

        PreviewReport report = SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .model(
                        "x.mood",
                        ModelSettings.builder().addFields("name", "mood").build())
                .buildPreview()
                .preview(PreviewRequest.builder()
                        .model(ModelName.of("x.mood"))
                        .addIds(id, id, RecordId.of(999_999), RecordId.of(999_999))
                        .build());

        assertThat(report.records()).hasSize(1);
        assertThat(report.warnings())
                .anyMatch(warning ->
                        warning.startsWith("1 record of x.mood is incomplete, the source could not deliver mood"));
        assertThat(report.missing()).containsExactly(RecordId.of(999_999));
    }
}
