package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.ModelName;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooReply;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A user with limited access: the run continues, reports the omitted fields, and needs few more calls. */
class RestrictionsTest {

    private static OdooServerFixture fixture(OdooVersion version, Transport transport, OdooUser user) {
        OdooServerFixture fixture = new OdooServerFixture(version, transport, user, builder -> builder);
        OdooDatabase database = fixture.database();
        database.define(database.model("res.partner.category").toBuilder()
                .readGroups("base.group_system")
                .build());
        long tag = database.create("res.partner.category", Map.of("name", "Hidden"));
        database.create("res.partner", Map.of("name", "Tagged", "category_id", List.of(tag)));
        return fixture;
    }

    private static OdooServerFixture limited(OdooVersion version, Transport transport) {
        return fixture(version, transport, OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"));
    }

    private static OdooServerFixture admin(OdooVersion version, Transport transport) {
        return fixture(version, transport, OdooUser.administrator("admin", OdooServerFixture.PASSWORD));
    }

    private static ModelDescription describe(OdooServerFixture fixture) {
        return fixture.partial().describe(PARTNER, List.of("name", "signup_type"));
    }

    private static long callsFor(OdooServerFixture fixture) {
        ModelDescription description = describe(fixture);
        RecordScope scope = RecordScope.builder()
                .model(PARTNER)
                .fields(description.defaultFields())
                .changedSince(Instant.parse("2026-11-23T14:00:00Z"))
                .build();
        assertThat(OdooDataLossTest.all(fixture.source(), scope, 100)).hasSize(2);
        return fixture.server().callCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void closedFieldsAndTargetsShouldBeReportedWithFiveMoreCallsAtMost(OdooVersion version, Transport transport) {
        try (OdooServerFixture limited = limited(version, transport);
                OdooServerFixture admin = admin(version, transport)) {
            limited.server()
                    .intercept(call -> call.method().equals("display_name_for")
                            ? new OdooReply.Result(List.of(
                                    Map.of("model", "res.country", "display_name", "Country"),
                                    Map.of("model", "res.partner.category", "display_name", "res.partner.category")))
                            : OdooReply.proceed());
            long calls = callsFor(limited);
            assertThat(calls)
                    .as("two attempts find out, and each is repeated before its fault counts")
                    .isLessThanOrEqualTo(callsFor(admin) + 5);
            ModelDescription description = describe(limited);
            assertThat(description.restrictedFields())
                    .containsExactly(
                            new RestrictedField("category_id", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("signup_type", RestrictionReason.SECURITY_RESTRICTION));
            assertThat(description.fields())
                    .extracting(FieldDescription::name)
                    .contains("name", "parent_id")
                    .doesNotContain("category_id", "signup_type");
            assertThat(description.defaultFields())
                    .contains("display_name", "parent_id")
                    .doesNotContain("category_id");
            assertThat(describe(admin).restrictedFields()).isEmpty();
            assertThat(describe(admin).defaultFields()).contains("category_id");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void closedTargetsShouldBeFoundOneByOneWhenTheServerNamesOnlyOne(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            for (String target : List.of("res.country", "res.country.state")) {
                fixture.database()
                        .define(fixture.database().model(target).toBuilder()
                                .readGroups("base.group_system")
                                .build());
            }
            ModelDescription description = describe(fixture);
            assertThat(description.restrictedFields())
                    .containsExactly(
                            new RestrictedField("category_id", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("signup_type", RestrictionReason.SECURITY_RESTRICTION));
            assertThat(description.warnings())
                    .anyMatch(warning -> warning.contains("country_id"))
                    .anyMatch(warning -> warning.contains("state_id"))
                    .noneMatch(warning -> warning.contains("parent_id"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void closedFieldsShouldBeLeftOutOfPagesThatAskForThem(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name", "credit_limit", "category_id");
            assertThat(OdooDataLossTest.all(fixture.source(), scope, 100))
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.fields()).containsOnlyKeys("name"));
            assertThat(fixture.partial().restrictedFields(PARTNER))
                    .contains(new RestrictedField("credit_limit", RestrictionReason.SECURITY_RESTRICTION));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void fieldsThatDoNotExistShouldBeRefused(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            assertThatThrownBy(() -> OdooDataLossTest.all(
                            fixture.source(), OdooDataLossTest.scope(PARTNER, "name", "nmae"), 100))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("nmae")
                    .hasMessageContaining("res.partner");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void closedModelShouldBeASetupFailure(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            fixture.database()
                    .define(fixture.database().model("res.country").toBuilder()
                            .readGroups("base.group_system")
                            .build());
            assertThatThrownBy(() -> fixture.source().describe(io.syncline.api.ModelName.of("res.country")))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("res.country");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void linksToClosedModelsShouldKeepTheirNamesAndNotBeWatched(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            OdooDatabase database = fixture.database();
            database.define(database.model("res.country").toBuilder()
                    .readGroups("base.group_system")
                    .build());
            long country = database.create("res.country", Map.of("name", "Utopia", "code", "UT"));
            long citizen = database.create("res.partner", Map.of("name", "Citizen", "country_id", country));
            assertThat(fixture.source().describe(PARTNER).warnings())
                    .anySatisfy(warning ->
                            assertThat(warning).contains("country_id").contains("res.country cannot be read"));
            RecordScope scope = OdooDataLossTest.changed(
                    OdooDataLossTest.scope(PARTNER, "country_id"), Instant.parse("2026-11-23T14:00:00Z"));
            SourceRecord row = OdooDataLossTest.all(fixture.source(), scope, 100).stream()
                    .filter(record -> record.id().number() == citizen)
                    .findFirst()
                    .orElseThrow();
            assertThat(row.field("country_id"))
                    .isEqualTo(new FieldValue.Reference(io.syncline.api.RecordId.of(country), "Utopia"));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void computedFieldsThatFailShouldBeDroppedAndReported(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = limited(version, transport)) {
            fixture.database()
                    .addFields(
                            "res.partner",
                            OdooField.computed("overdue", OdooFieldType.INTEGER, record -> 1)
                                    .failing("You are not allowed to access 'Journal Entry' (account.move) records."));
            fixture.partial().describe(PARTNER, List.of("overdue", "contact_address"));
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name", "overdue", "contact_address");
            assertThat(OdooDataLossTest.all(fixture.source(), scope, 100))
                    .allSatisfy(row -> assertThat(row.fields()).containsOnlyKeys("name", "contact_address"));
            assertThat(fixture.partial().restrictedFields(PARTNER))
                    .contains(new RestrictedField("overdue", RestrictionReason.SECURITY_RESTRICTION));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void watchedPathsShouldBeRefusedThatCannotBeSearched(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.administrator("admin", OdooServerFixture.PASSWORD),
                builder -> builder.watch(PARTNER, "self_id"))) {
            fixture.database()
                    .addFields(
                            "res.partner",
                            OdooField.many2one("self_id", "res.partner").searchable(false));
            assertThatThrownBy(() -> fixture.source().describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("self_id");
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void secretsShouldNotBeDefaultFields(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = admin(version, transport)) {
            fixture.database()
                    .define(OdooModel.named("x.account")
                            .fields(
                                    OdooField.chars("name"),
                                    OdooField.chars("password"),
                                    OdooField.chars("access_token"),
                                    OdooField.chars("api_key"),
                                    OdooField.chars("totp_secret"),
                                    OdooField.chars("keyword"),
                                    OdooField.of("logo", OdooFieldType.BINARY))
                            .build());
            assertThat(fixture.source()
                            .describe(io.syncline.api.ModelName.of("x.account"))
                            .defaultFields())
                    .containsExactly("display_name", "name", "keyword");
        }
    }

    /** Version 19 lists the title of a job for all, and refuses it where it stands in a record that only the department sees. */
    @Test
    void nextFieldOfARecipeShouldBeShownWhenTheFirstIsRestricted() {
        try (OdooServerFixture fixture = admin(OdooVersion.V19, Transport.XML_RPC)) {
            fixture.database()
                    .define(OdooModel.named("hr.job")
                            .fields(OdooField.chars("name"))
                            .build())
                    .define(OdooModel.named("hr.employee")
                            .fields(
                                    OdooField.chars("name"),
                                    OdooField.chars("job_title"),
                                    OdooField.many2one("job_id", "hr.job"))
                            .build());
            fixture.server()
                    .intercept(call -> call.model().equals("hr.employee")
                                    && call.method().equals("search_read")
                                    && call.toString().contains("job_title")
                            ? new OdooReply.Fault(
                                    4,
                                    "You do not have enough rights to access the field \"version_id\" on Employee"
                                            + " (hr.employee).")
                            : OdooReply.proceed());
            long job = fixture.database().create("hr.job", Map.of("name", "Welder"));
            fixture.database().create("hr.employee", Map.of("name", "Ina", "job_title", "Head", "job_id", job));

            ModelDescription description = fixture.source().describe(ModelName.of("hr.employee"));

            assertThat(description.defaultFields()).contains("job_id").doesNotContain("job_title");
            assertThat(description.restrictedFields())
                    .extracting(RestrictedField::name)
                    .containsExactly("job_title");
        }
    }
}
