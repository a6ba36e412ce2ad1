package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The links that a recipe watches, for users who may not read everything that it shows. */
class RecipeWatchesTest {

    private static final ModelName TEMPLATE = ModelName.of("product.template");
    private static final ModelName PRODUCTION = ModelName.of("mrp.production");

    private final OdooServerFixture fixture = new OdooServerFixture(
            OdooVersion.V17,
            Transport.XML_RPC,
            OdooUser.limited("plain", OdooServerFixture.PASSWORD, "base.group_user"),
            builder -> builder);
    private final OdooDatabase database = fixture.database();

    RecipeWatchesTest() {
        ErpModels.define(database);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void hide(String model) {
        database.define(database.model(model).toBuilder()
                .readGroups("base.group_system")
                .build());
    }

    private List<RecordId> changedBy(ModelName model, Runnable change) {
        ModelDescription description = fixture.source().describe(model);
        fixture.clock().advance(Duration.ofHours(1));
        change.run();
        RecordScope since = RecordScope.builder()
                .model(model)
                .fields(description.defaultFields())
                .changedSince(fixture.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        return fixture.source().ids(since, IdRange.ALL, 10).entries().stream()
                .map(IdAndVersion::id)
                .toList();
    }

    private long template() {
        return database.create("product.template", Map.of("name", "Large Cabinet"));
    }

    @Test
    void stockThatMayNotBeReadShouldBeAWarningAndPartOfTheScope() {
        hide("stock.quant");

        ModelDescription description = fixture.source().describe(TEMPLATE);

        assertThat(description.warnings())
                .anyMatch(warning -> warning.contains("product_variant_ids.stock_quant_ids")
                        && warning.contains("stock.quant cannot be read"));
        assertThat(description.scope()).contains("product_variant_ids.stock_quant_ids");
    }

    @Test
    void linkWithinLinesShouldBeWatchedAlsoIfTheRecordsOwnLinkOfThatNameFails() {
        database.addFields(
                "mrp.production",
                OdooField.many2one("product_id", "product.product")
                        .failing("You are not allowed to access 'Journal Entry' (account.move) records."));
        long part = database.create("product.product", Map.of("product_tmpl_id", template()));
        long order = database.create("mrp.production", Map.of("name", "MO/1"));
        database.create("stock.move", Map.of("name", "Leg", "raw_material_production_id", order, "product_id", part));

        List<RecordId> changed =
                changedBy(PRODUCTION, () -> database.write("product.product", part, Map.of("default_code", "LEG")));

        assertThat(fixture.source().describe(PRODUCTION).defaultFields())
                .contains("move_raw_ids.lines")
                .doesNotContain("product_id");
        assertThat(changed).containsExactly(RecordId.of(order));
    }
}
