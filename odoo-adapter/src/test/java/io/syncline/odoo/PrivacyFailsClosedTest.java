package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewRequest;
import io.syncline.core.SyncEngine;
import io.syncline.core.settings.ModelSettings;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooRecord;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import io.syncline.testkit.memory.InMemoryEmbedder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record of which nobody can tell whether it is private is treated as private. */
class PrivacyFailsClosedTest {

    private static final String SECRET = "Cardiologist";
    private static final String FAULT = "ValueError: broken";

    private OdooServerFixture fixture = server(builder -> builder);

    private static OdooServerFixture server(UnaryOperator<OdooRecordSourceBuilder> more) {
        return new OdooServerFixture(
                OdooVersion.V17,
                Transport.XML_RPC,
                OdooUser.limited("plain", OdooServerFixture.PASSWORD, "base.group_user"),
                more);
    }

    private void use(UnaryOperator<OdooRecordSourceBuilder> more) {
        fixture.close();
        fixture = server(more);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private OdooDatabase database() {
        return fixture.database();
    }

    private void define(String model, OdooField... fields) {
        database().define(OdooModel.named(model).fields(fields).build());
    }

    private PreviewReport preview(String model, ModelSettings settings) {
        return SyncEngine.builder()
                .source(fixture.source())
                .embedder(InMemoryEmbedder.builder().build())
                .model(model, settings)
                .buildPreview()
                .preview(PreviewRequest.builder().model(ModelName.of(model)).build());
    }

    private PreviewReport preview(String model) {
        return preview(model, ModelSettings.builder().build());
    }

    private static OdooField privacy() {
        return OdooField.selection("privacy", Map.of("public", "Public", "private", "Private"));
    }

    private void meetings(OdooField privacy) {
        define("calendar.event", OdooField.chars("name"), OdooField.chars("location"), privacy);
        database().create("calendar.event", Map.of("name", SECRET, "location", "Ward 3", "privacy", "private"));
        database().create("calendar.event", Map.of("name", "Review", "location", "Room 1", "privacy", "public"));
    }

    private static boolean isSecret(OdooRecord record) {
        return SECRET.equals(record.text("name"));
    }

    @Test
    void meetingWhosePrivacyCannotBeReadShouldFail() {
        meetings(privacy().failingFor(PrivacyFailsClosedTest::isSecret, 1, FAULT));

        PreviewReport report = preview("calendar.event");

        assertThat(report.records().toString())
                .contains("Review", "Room 1", "which decides whether the record is private")
                .doesNotContain(SECRET, "Ward 3");
    }

    @Test
    void meetingsShouldBeHiddenFromAUserWhoMayNotReadTheirPrivacy() {
        meetings(privacy().groups("base.group_system"));

        PreviewReport report = preview("calendar.event");

        assertThat(report.records().toString()).doesNotContain(SECRET, "Ward 3", "Review");
        assertThat(report.warnings())
                .anyMatch(warning -> warning.contains("No record of calendar.event is shown")
                        && warning.contains("may not read privacy"));
    }

    @Test
    void meetingShouldBeHiddenAlsoIfItsFieldsAreNamed() {
        meetings(privacy());

        PreviewReport report = preview(
                "calendar.event",
                ModelSettings.builder().addFields("name", "location").build());

        assertThat(report.records().toString()).contains("Review").doesNotContain(SECRET, "Ward 3");
    }

    @Test
    void filterThatNamesThePrivacyShouldOpenPrivateMeetings() {
        use(builder -> builder.filter(ModelName.of("calendar.event"), "privacy", "=", "private"));
        meetings(privacy());

        assertThat(preview("calendar.event").records().toString()).contains(SECRET, "Ward 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"holiday_id", "global_leave_id"})
    void timesheetOfAnAbsenceShouldBeHiddenWhoeverReads(String link) {
        define("hr.leave", OdooField.chars("name"));
        define(
                "account.analytic.line",
                OdooField.chars("name"),
                OdooField.many2one(link, "hr.leave").groups("base.group_system"));
        long leave = database().create("hr.leave", Map.of("name", "Ina"));
        database().create("account.analytic.line", Map.of("name", SECRET, link, leave));

        assertThat(preview("account.analytic.line").records().toString()).doesNotContain(SECRET);
    }

    @Test
    void timesheetsWithoutAbsencesShouldBeShownInADatabaseThatHasNone() {
        define("account.analytic.line", OdooField.chars("name"));
        database().create("account.analytic.line", Map.of("name", "Repaired a pump"));

        PreviewReport report = preview("account.analytic.line");

        assertThat(report.records().toString()).contains("Repaired a pump");
        assertThat(report.warnings()).noneMatch(warning -> warning.contains("holiday_id"));
        assertThat(report.restrictedFields()).isEmpty();
    }

    @Test
    void absenceShouldNotBeALineOfItsTask() {
        define("hr.leave", OdooField.chars("name"));
        define(
                "account.analytic.line",
                OdooField.chars("name"),
                OdooField.many2one("task_id", "project.task"),
                OdooField.many2one("holiday_id", "hr.leave"));
        define(
                "project.task",
                OdooField.chars("name"),
                OdooField.one2many("timesheet_ids", "account.analytic.line", "task_id"));
        long task = database().create("project.task", Map.of("name", "Time Off"));
        long leave = database().create("hr.leave", Map.of("name", "Ina"));
        database().create("account.analytic.line", Map.of("name", SECRET, "holiday_id", leave, "task_id", task));
        database().create("account.analytic.line", Map.of("name", "Repaired a pump", "task_id", task));

        assertThat(preview("project.task").records().toString())
                .contains("Repaired a pump")
                .doesNotContain(SECRET);
    }

    @Test
    void addressWhoseKindCannotBeReadShouldBeNoLineOfItsCompany() {
        database()
                .addFields(
                        "res.partner",
                        OdooField.selection("type", Map.of("contact", "Contact", "private", "Private Address"))
                                .failingFor(PrivacyFailsClosedTest::isSecret, 1, FAULT));
        long company = database().create("res.partner", Map.of("name", "Fir & Co"));
        database()
                .create(
                        "res.partner",
                        Map.of("name", SECRET, "parent_id", company, "type", "private", "email", "i@home.example"));

        PreviewReport report = preview("res.partner");

        assertThat(report.records().toString()).contains("Fir & Co").doesNotContain(SECRET, "i@home.example");
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("child_ids.lines"));
    }

    @Test
    void messageWhoseSubjectCannotBeReadShouldBeHidden() {
        define(
                "mail.message",
                OdooField.chars("subject"),
                OdooField.chars("message_type"),
                OdooField.of("res_id", OdooFieldType.INTEGER),
                OdooField.chars("model").failingFor(record -> SECRET.equals(record.text("subject")), 1, FAULT));
        database()
                .create(
                        "mail.message",
                        Map.of("subject", SECRET, "message_type", "comment", "model", "hr.leave", "res_id", 1L));

        assertThat(preview("mail.message").records().toString()).doesNotContain(SECRET);
    }

    @Test
    void partWhoseConditionCannotBeReadShouldBeLeftOutAndReported() {
        use(builder -> builder.recipe(
                ModelName.of("x.note"),
                "{\"model\": \"x.note\", \"text\": [{\"field\": \"text\", \"when\": {\"kind\": [\"!secret\"]}}]}"));
        define(
                "x.note",
                OdooField.chars("name"),
                OdooField.chars("text"),
                OdooField.chars("kind").failingFor(record -> SECRET.equals(record.text("text")), 1, FAULT));
        database().create("x.note", Map.of("name", "One", "text", SECRET, "kind", "secret"));

        PreviewReport report = preview("x.note");

        assertThat(report.records().toString()).contains("One").doesNotContain(SECRET);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("is incomplete"));
    }
}
