package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooModelBuilder;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.odoo.testserver.erp.ErpModels;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What decides about a record is not known: then the record is not shown, and what has nothing to do with it stays. */
class UnknownValuesTest {

    private static final ModelName MEETING = ModelName.of("calendar.event");
    private static final ModelName TEMPLATE = ModelName.of("product.template");
    private static final OdooUser ADMIN = OdooUser.administrator("admin", OdooServerFixture.PASSWORD);
    private static final OdooUser LIMITED = OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user");

    private OdooServerFixture fixture = server(ADMIN, builder -> builder);

    private static OdooServerFixture server(OdooUser user, UnaryOperator<OdooRecordSourceBuilder> more) {
        OdooServerFixture server = new OdooServerFixture(OdooVersion.V17, Transport.XML_RPC, user, more);
        ErpModels.define(server.database());
        return server;
    }

    private void use(OdooUser user, UnaryOperator<OdooRecordSourceBuilder> more) {
        fixture.close();
        fixture = server(user, more);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private RecordPage read(ModelName model) {
        ModelDescription description = fixture.source().describe(model);
        return fixture.source()
                .page(
                        RecordScope.builder()
                                .model(model)
                                .fields(description.defaultFields())
                                .build(),
                        IdRange.ALL,
                        100);
    }

    private long meeting(String name, String privacy) {
        return fixture.database()
                .create("calendar.event", Map.of("name", name, "location", "at " + name, "privacy", privacy));
    }

    private void replacePrivacy(OdooField field) {
        OdooModelBuilder copy =
                OdooModel.named("calendar.event").fields(OdooField.chars("name"), OdooField.chars("location"), field);
        fixture.database().define(copy.build());
    }

    @Test
    void privateMeetingShouldBeEmptyAsAWhole() {
        meeting("Dentist", "private");
        meeting("Kick-off", "public");

        assertThat(read(MEETING).records())
                .extracting(record -> record.field("location"))
                .containsExactly(FieldValue.EMPTY, new FieldValue.Text("at Kick-off"));
    }

    @Test
    void meetingWhosePrivacyCannotBeReadShouldBeRejected() {
        replacePrivacy(OdooField.chars("privacy")
                .failingFor(record -> "Dentist".equals(record.text("name")), 1, "ValueError: no privacy"));
        long dentist = meeting("Dentist", "private");
        meeting("Kick-off", "public");

        RecordPage page = read(MEETING);

        assertThat(page.records())
                .extracting(record -> record.field("location"))
                .containsExactly(new FieldValue.Text("at Kick-off"));
        assertThat(page.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.id()).isEqualTo(RecordId.of(dentist));
            assertThat(rejected.reason()).startsWith("the field privacy, which decides whether the record is private");
        });
    }

    /** A file whose record's model is not known may be that of an employee. */
    @Test
    void fileWhoseSubjectCannotBeReadShouldBeRejected() {
        fixture.database()
                .define(OdooModel.named("ir.attachment")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.of("res_id", OdooFieldType.INTEGER),
                                OdooField.chars("res_model").failingFor(record -> true, 1, "ValueError: no model"))
                        .build());
        fixture.database().create("ir.attachment", Map.of("name", "Net pay 3200", "res_model", "hr.employee"));

        RecordPage page = read(ModelName.of("ir.attachment"));

        assertThat(page.records()).isEmpty();
        assertThat(page.rejected()).hasSize(1);
        assertThat(page.rejected().toString()).doesNotContain("3200");
    }

    /** Only some databases know absences that make timesheets. */
    @Test
    void linesShouldNotBeHiddenByAConditionThatTheVersionLacks() {
        long task = fixture.database().create("project.task", Map.of("name", "Move the server"));
        fixture.database()
                .create("account.analytic.line", Map.of("task_id", task, "name", "Racks mounted", "unit_amount", 3.0));

        assertThat(read(ModelName.of("project.task")).records().toString()).contains("Racks mounted");
    }

    @Test
    void lineWhoseConditionCannotBeReadShouldBeHidden() {
        fixture.database()
                .addFields(
                        "account.analytic.line",
                        OdooField.chars("holiday_id").failingFor(record -> true, 1, "ValueError: no absence"));
        long task = fixture.database().create("project.task", Map.of("name", "Move the server"));
        fixture.database()
                .create("account.analytic.line", Map.of("task_id", task, "name", "Sick leave", "unit_amount", 8.0));

        assertThat(read(ModelName.of("project.task")).records().toString())
                .contains("Move the server")
                .doesNotContain("Sick leave");
    }

    /** A user who may not read the vendors of products still sees their stock change. */
    @Test
    void linksOfARecipeShouldBeWatchedAlthoughAPartCannotBeRead() {
        use(LIMITED, builder -> builder);
        fixture.database()
                .define(fixture.database().model("product.supplierinfo").toBuilder()
                        .readGroups("base.group_system")
                        .build());
        long template = fixture.database().create("product.template", Map.of("name", "Desk"));
        long product = fixture.database().create("product.product", Map.of("product_tmpl_id", template));
        long place = fixture.database().create("stock.location", Map.of("name", "WH"));
        ModelDescription description = fixture.source().describe(TEMPLATE);
        assertThat(description.defaultFields()).doesNotContain("seller_ids.lines");
        fixture.clock().advance(Duration.ofHours(1));
        RecordScope since = RecordScope.builder()
                .model(TEMPLATE)
                .fields(description.defaultFields())
                .changedSince(fixture.clock().instant().truncatedTo(ChronoUnit.SECONDS))
                .build();
        assertThat(fixture.source().ids(since, IdRange.ALL, 10).entries()).isEmpty();

        fixture.database().create("stock.quant", Map.of("product_id", product, "location_id", place, "quantity", 4));

        assertThat(fixture.source().ids(since, IdRange.ALL, 10).entries())
                .extracting(IdAndVersion::id)
                .containsExactly(RecordId.of(template));
    }

    @Test
    void choiceThatNobodyMadeShouldBeLeftOutOfRecipesToo() {
        fixture.server()
                .intercept(call -> call.method().equals("default_get")
                        ? new OdooReply.Result(Map.of("priority", "0"))
                        : OdooReply.proceed());

        assertThat(fixture.source().describe(ModelName.of("project.task")).defaultChoices())
                .containsEntry("priority", "0");
    }
}
