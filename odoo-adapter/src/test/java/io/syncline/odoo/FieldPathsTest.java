package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooModel;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Filters, watched paths and fields of linked records: each step is validated, since servers may ignore a wrong one.
 */
class FieldPathsTest {

    private static final OdooUser ADMIN = OdooUser.administrator("admin", OdooServerFixture.PASSWORD);

    private static OdooServerFixture fixture(
            OdooVersion version, Transport transport, UnaryOperator<OdooRecordSourceBuilder> more) {
        OdooServerFixture fixture = new OdooServerFixture(version, transport, ADMIN, more);
        fixture.database()
                .addFields(
                        "res.country",
                        OdooField.many2one("capital_id", "res.city"),
                        OdooField.many2one("hidden_id", "res.city").searchable(false))
                .define(OdooModel.named("res.city")
                        .fields(
                                OdooField.chars("name"),
                                OdooField.chars("secret_name").searchable(false))
                        .withoutLog()
                        .build());
        return fixture;
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void filterShouldHoldInEveryListing(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(
                version,
                transport,
                builder -> builder.filter(PARTNER, "city", "in", List.of("Bonn", "Köln"))
                        .filter(PARTNER, "color", ">=", 3L))) {
            OdooDatabase database = fixture.database();
            long shown = database.create("res.partner", Map.of("name", "A", "city", "Köln", "color", 3));
            long other = database.create("res.partner", Map.of("name", "B", "city", "Köln", "color", 2));
            RecordScope scope = OdooDataLossTest.scope(PARTNER, "name");
            RecordScope changes = OdooDataLossTest.changed(scope, Instant.parse("2026-11-23T14:00:00Z"));
            assertThat(fixture.source().describe(PARTNER).scope()).isEqualTo("city in [Bonn, Köln]; color >= 3");
            assertThat(OdooDataLossTest.ids(OdooDataLossTest.all(fixture.source(), scope, 10)))
                    .containsExactly(shown);
            assertThat(OdooDataLossTest.ids(OdooDataLossTest.all(fixture.source(), changes, 10)))
                    .containsExactly(shown);
            assertThat(fixture.source().count(scope)).isEqualTo(1);
            List<io.syncline.api.RecordId> both =
                    List.of(io.syncline.api.RecordId.of(shown), io.syncline.api.RecordId.of(other));
            assertThat(fixture.source().existing(scope, both)).containsExactly(both.get(0));
            assertThat(OdooDataLossTest.ids(fixture.source().read(scope, both).records()))
                    .containsExactly(shown);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "contact_address, ilike, contact_address of res.partner cannot be searched by",
        "country_id.hidden_id, =, hidden_id of res.country cannot be searched by",
        "country_id.capital_id.secret_name, =, secret_name of res.city cannot be searched by",
        "nmae, =, nmae is no field of res.partner",
        "country_id.nmae, =, nmae is no field of res.country",
        "city.name, =, city of res.partner is no link",
        "write_date, >, only >= and <",
        "country_id.write_date, =, only >= and <"
    })
    void filterThatServersWouldIgnoreOrMistakeShouldBeRefused(String path, String operator, String reason) {
        for (OdooVersion version : OdooVersion.values()) {
            try (OdooServerFixture fixture =
                    fixture(version, Transport.XML_RPC, builder -> builder.filter(PARTNER, path, operator, "zzzz"))) {
                assertThatThrownBy(() -> fixture.source().describe(PARTNER))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining(reason);
                assertThatThrownBy(() ->
                                OdooDataLossTest.all(fixture.source(), OdooDataLossTest.scope(PARTNER, "name"), 10))
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining(reason);
            }
        }
    }

    @Test
    void filterShouldBeCheckedWhenItIsGiven() {
        OdooRecordSourceBuilder builder = OdooRecordSource.builder();
        assertThatThrownBy(() -> builder.filter(PARTNER, "a b", "=", 1)).hasMessageContaining("Not a path");
        assertThatThrownBy(() -> builder.filter(PARTNER, "name", "~", "x")).hasMessageContaining("=ilike");
        assertThatThrownBy(() -> builder.filter(PARTNER, "name", "=", Instant.EPOCH))
                .hasMessageContaining("Instant");
        assertThatThrownBy(() -> builder.filter(PARTNER, "name", "=", "a\u0001"))
                .hasMessageContaining("cannot be sent");
        assertThatThrownBy(() -> builder.filter(PARTNER, "color", "in", List.of(1L << 40)))
                .hasMessageContaining("Long");
    }

    @ParameterizedTest
    @CsvSource({
        "country_id.hidden_id, hidden_id of res.country cannot be searched by",
        "country_id.code, code of res.partner is no link",
        "country_id.capital_id, records of res.city have no change time",
        "nmae, nmae is no field of res.partner"
    })
    void watchedPathThatCannotWorkShouldBeRefused(String path, String reason) {
        try (OdooServerFixture fixture =
                fixture(OdooVersion.V18, Transport.XML_RPC, builder -> builder.watch(PARTNER, path))) {
            assertThatThrownBy(() -> fixture.source().describe(PARTNER))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(path)
                    .hasMessageContaining(reason.substring(reason.indexOf(' ')));
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void fieldsOfLinkedRecordsShouldBeDescribedAndRead(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport, UnaryOperator.identity())) {
            OdooDatabase database = fixture.database();
            long country = database.create("res.country", Map.of("name", "Utopia", "code", "UT"));
            long tag = database.create("res.partner.category", Map.of("name", "Old", "color", 4));
            long id = database.create(
                    "res.partner", Map.of("name", "X", "country_id", country, "category_id", List.of(tag)));
            List<String> fields = List.of("country_id.code", "category_id.color", "parent_id.name");
            ModelDescription description = fixture.partial().describe(PARTNER, fields);
            assertThat(description.fields())
                    .contains(
                            new FieldDescription("country_id.code", "Country / Country Code", FieldType.TEXT),
                            new FieldDescription("category_id.color", "Tags / Color", FieldType.REFERENCES));
            SourceRecord row =
                    OdooDataLossTest.all(
                                    fixture.source(),
                                    OdooDataLossTest.scope(PARTNER, fields.toArray(String[]::new)),
                                    10)
                            .stream()
                            .filter(record -> record.id().number() == id)
                            .findFirst()
                            .orElseThrow();
            assertThat(row.field("country_id.code")).isEqualTo(new FieldValue.Text("UT"));
            assertThat(row.field("category_id.color"))
                    .isEqualTo(new FieldValue.References(
                            List.of(new FieldValue.Reference(io.syncline.api.RecordId.of(tag), "4"))));
            assertThat(row.field("parent_id.name")).isEqualTo(FieldValue.EMPTY);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "country_id.nmae, res.country has no field nmae",
        "name.x, is no link",
        "category_id.partner_ids, cannot be made into text",
        "child_ids.comment, cannot be made into text"
    })
    void fieldsOfLinkedRecordsThatCannotBeReadShouldBeRefused(String field, String reason) {
        try (OdooServerFixture fixture = fixture(OdooVersion.V18, Transport.XML_RPC, UnaryOperator.identity())) {
            assertThatThrownBy(() -> fixture.partial().describe(PARTNER, List.of(field)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining(reason);
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void fieldsBehindAClosedModelShouldBeRestricted(OdooVersion version, Transport transport) {
        OdooUser limited = OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user");
        try (OdooServerFixture fixture = new OdooServerFixture(version, transport, limited, UnaryOperator.identity())) {
            OdooDatabase database = fixture.database();
            database.define(database.model("res.country").toBuilder()
                            .readGroups("base.group_system")
                            .build())
                    .define(database.model("res.partner.category").toBuilder()
                            .readGroups("base.group_system")
                            .build());
            List<String> fields = List.of("name", "country_id.code", "category_id.color");
            ModelDescription description = fixture.partial().describe(PARTNER, fields);
            assertThat(description.restrictedFields())
                    .contains(
                            new RestrictedField("category_id.color", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("country_id.code", RestrictionReason.SECURITY_RESTRICTION));
            assertThat(OdooDataLossTest.all(
                            fixture.source(), OdooDataLossTest.scope(PARTNER, fields.toArray(String[]::new)), 10))
                    .allSatisfy(row -> assertThat(row.fields()).containsOnlyKeys("name"));
        }
    }

    @ParameterizedTest
    @CsvSource({"18, 18, 18", "saas~19, 19, saas~19.2", "saas~18, 18, saas~18.3", "unknown, 0, ?"})
    void versionShouldBeParsedFromItsFirstPart(String first, int major, String version) {
        assertThat(ServerInfo.of(version, List.of(first, 2), java.util.Optional.empty())
                        .major())
                .isEqualTo(major);
    }
}
