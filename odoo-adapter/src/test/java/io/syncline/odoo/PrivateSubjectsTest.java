package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of open models that belong to a private record say nothing. */
class PrivateSubjectsTest {

    private static final String SECRET = "Net pay 3200";

    private OdooServerFixture fixture = server(builder -> builder);

    private static OdooServerFixture server(UnaryOperator<OdooRecordSourceBuilder> more) {
        return new OdooServerFixture(
                OdooVersion.V17, Transport.XML_RPC, OdooUser.administrator("admin", OdooServerFixture.PASSWORD), more);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void define(String model, String subject) {
        fixture.database()
                .define(OdooModel.named(model)
                        .fields(
                                OdooField.chars("name"),
                                OdooField.chars(subject),
                                OdooField.chars("message_type"),
                                OdooField.chars("mimetype"),
                                OdooField.chars("subject"),
                                OdooField.chars("summary"),
                                OdooField.chars("res_name"),
                                OdooField.chars("record_name"),
                                OdooField.of("res_id", OdooFieldType.INTEGER),
                                OdooField.of("index_content", OdooFieldType.TEXT),
                                OdooField.of("body", OdooFieldType.HTML),
                                OdooField.of("note", OdooFieldType.HTML))
                        .build());
    }

    private void create(String model, String subject, String subjectModel) {
        fixture.database()
                .create(
                        model,
                        Map.ofEntries(
                                Map.entry("name", SECRET),
                                Map.entry(subject, subjectModel),
                                Map.entry("res_id", 1L),
                                Map.entry("message_type", "comment"),
                                Map.entry("mimetype", "text/plain"),
                                Map.entry("subject", SECRET),
                                Map.entry("summary", SECRET),
                                Map.entry("res_name", SECRET),
                                Map.entry("record_name", SECRET),
                                Map.entry("index_content", SECRET),
                                Map.entry("body", "<p>" + SECRET + "</p>"),
                                Map.entry("note", "<p>" + SECRET + "</p>")));
    }

    private List<SourceRecord> read(String model, List<String> named) {
        ModelName name = ModelName.of(model);
        ModelDescription description = fixture.partial().describe(name, named);
        List<String> fields = new ArrayList<>(named.isEmpty() ? description.defaultFields() : named);
        if (named.isEmpty()) {
            fields.addAll(description.defaultPayload());
        }
        RecordScope scope = RecordScope.builder()
                .model(name)
                .fields(fields)
                .includeArchived(true)
                .build();
        return fixture.source().page(scope, IdRange.ALL, 100).records();
    }

    @ParameterizedTest
    @CsvSource({
        "mail.message, model, hr.version",
        "mail.message, model, hr.employee",
        "ir.attachment, res_model, hr.payslip.run",
        "ir.attachment, res_model, res.partner.bank",
        "mail.activity, res_model, hr.leave",
        "documents.document, res_model, hr.contract.history"
    })
    void recordOfAPrivateSubjectShouldSayNothing(String model, String subject, String subjectModel) {
        define(model, subject);
        create(model, subject, subjectModel);
        create(model, subject, "project.task");

        List<SourceRecord> records = read(model, List.of());

        assertThat(records).hasSize(2);
        assertThat(records.get(0).fields().values()).containsOnly(FieldValue.EMPTY);
        assertThat(records.get(1).fields().toString()).contains(SECRET);
    }

    @Test
    void namedFieldsShouldSayNothingEither() {
        define("mail.message", "model");
        create("mail.message", "model", "hr.version");

        assertThat(read("mail.message", List.of("body", "subject")).toString()).doesNotContain(SECRET);
    }

    @Test
    void filterThatNamesTheSubjectShouldOpenIt() {
        fixture.close();
        fixture = server(builder -> builder.filter(ModelName.of("ir.attachment"), "res_model", "=", "hr.applicant"));
        define("ir.attachment", "res_model");
        create("ir.attachment", "res_model", "hr.applicant");

        assertThat(read("ir.attachment", List.of()).toString()).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void privateAddressShouldBeShownNowhere(boolean isPrivate) {
        fixture.database()
                .addFields(
                        "res.partner",
                        OdooField.selection("type", Map.of("contact", "Contact", "private", "Private Address")));
        long company = fixture.database().create("res.partner", Map.of("name", "Fir & Co"));
        fixture.database()
                .create(
                        "res.partner",
                        Map.of(
                                "name",
                                "Ina",
                                "parent_id",
                                company,
                                "type",
                                isPrivate ? "private" : "contact",
                                "email",
                                "ina@home.example"));

        List<SourceRecord> records = read("res.partner", List.of());

        assertThat(records.toString().contains("ina@home.example")).isEqualTo(!isPrivate);
    }
}
