package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewRequest;
import io.syncline.api.PreviewedRecord;
import io.syncline.core.SyncEngine;
import io.syncline.core.port.TextRecipes;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A recipe that was printed, named in the configuration and not changed changes no document. */
class RecipeCopyTest {

    private OdooServerFixture fixture = server(OdooVersion.V17, Transport.XML_RPC, builder -> builder);

    private static OdooServerFixture server(
            OdooVersion version, Transport transport, UnaryOperator<OdooRecordSourceBuilder> more) {
        OdooServerFixture fixture = new OdooServerFixture(
                version, transport, OdooUser.administrator("admin", OdooServerFixture.PASSWORD), more);
        fixture.server()
                .intercept(call -> call.method().equals("default_get")
                        ? new OdooReply.After(none -> new OdooReply.Result(Map.of("priority", "0", "kind", "plain")))
                        : OdooReply.proceed());
        return fixture;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void fill(String model) {
        fixture.database()
                .define(OdooModel.named(model)
                        .fields(
                                OdooField.chars("name"),
                                OdooField.chars("description"),
                                OdooField.selection("priority", Map.of("0", "Normal", "1", "Urgent")),
                                OdooField.selection("kind", Map.of("plain", "Plain", "other", "Other")))
                        .build());
        fixture.database()
                .create(model, Map.of("name", "One", "description", "First", "priority", "0", "kind", "plain"));
        fixture.database()
                .create(model, Map.of("name", "Two", "description", "Second", "priority", "1", "kind", "other"));
    }

    private List<PreviewedRecord> documents(String model) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .buildPreview()
                .preview(PreviewRequest.builder().model(ModelName.of(model)).build())
                .records();
    }

    private void useCopy(String model, String copy) {
        fixture.close();
        fixture = server(OdooVersion.V17, Transport.XML_RPC, builder -> builder.recipe(ModelName.of(model), copy));
        fill(model);
    }

    private String printed(String model) {
        return ((TextRecipes) fixture.source()).recipe(ModelName.of(model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.thing", // by the kinds of its fields
                "fleet.vehicle.log.services", // whose names are private
                "maintenance.request", // by a recipe that is shipped
                "fleet.vehicle"
            })
    void copyShouldGiveTheSameDocuments(String model) {
        fill(model);
        List<PreviewedRecord> documents = documents(model);
        String copy = printed(model);

        useCopy(model, copy);

        assertThat(documents(model)).isEqualTo(documents).hasSize(2);
        assertThat(documents.toString()).contains("Second").doesNotContain("Normal", "Plain");
    }

    @ParameterizedTest
    @CsvSource({"V17, XML_RPC", "V18, XML_RPC", "V19, XML_RPC", "V19, JSON_2"})
    void choicesThatNobodyMadeShouldBeLeftOutOverEachProtocol(OdooVersion version, Transport transport) {
        fixture.close();
        fixture = server(version, transport, builder -> builder);
        fill("x.thing");

        assertThat(documents("x.thing").toString()).contains("Urgent", "Other").doesNotContain("Normal", "Plain");
    }

    @Test
    void copyShouldShowFieldsThatAreAddedLater() {
        fill("x.thing");
        useCopy("x.thing", printed("x.thing"));
        fixture.database().addFields("x.thing", OdooField.chars("x_project"));
        fixture.database().create("x.thing", Map.of("name", "Three", "x_project", "Apollo"));

        assertThat(documents("x.thing").toString()).contains("Apollo");
    }

    @Test
    void recipeOfAModelThatHasNothingButANameShouldBeReadable() {
        fixture.database().define(OdooModel.named("x.plain").fields().build());

        assertThat(printed("x.plain")).contains("display_name");
    }

    @Test
    void choiceOfARecipeThatNobodyMadeShouldBeLeftOutUnlessItsValueIsNamed() {
        useCopy(
                "x.thing",
                "{\"model\": \"x.thing\", \"text\": [{\"field\": \"priority\", \"label\": \"Rush\"},"
                        + " {\"field\": \"kind\", \"when\": {\"kind\": [\"plain\", \"other\"]}}]}");

        assertThat(documents("x.thing").toString())
                .contains("Rush: Urgent", ": Plain", ": Other")
                .doesNotContain("Normal");
    }

    @Test
    void vehicleWithoutAModelShouldNotBeNamedByItsNumberPlate() {
        fill("fleet.vehicle");

        assertThat(documents("fleet.vehicle").toString()).contains("First").doesNotContain("One");
    }
}
