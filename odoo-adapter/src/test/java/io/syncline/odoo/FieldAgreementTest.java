package io.syncline.odoo;

import static io.syncline.odoo.OdooServerFixture.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.api.RestrictedField;
import io.syncline.api.RestrictionReason;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.OdooRecordSource.Transport;
import io.syncline.odoo.testserver.OdooDatabase;
import io.syncline.odoo.testserver.OdooField;
import io.syncline.odoo.testserver.OdooFieldType;
import io.syncline.odoo.testserver.OdooUser;
import io.syncline.odoo.testserver.OdooVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A source gives the same values of a record whichever method reads it, and whether or not the model was described before:
 * for fields of linked records, fields that the user may not read and fields that Odoo cannot compute.
 */
class FieldAgreementTest {

    private static final List<String> FIELDS = List.of(
            "name", "parent_id.name", "child_ids.name", "category_id.name", "credit_limit", "signup_type", "overdue");

    private static final Set<String> READABLE = Set.of("name", "parent_id.name", "child_ids.name");

    private static OdooServerFixture fixture(OdooVersion version, Transport transport) {
        OdooServerFixture fixture = new OdooServerFixture(
                version,
                transport,
                OdooUser.limited("limited", OdooServerFixture.PASSWORD, "base.group_user"),
                builder -> builder.pageSize(2));
        OdooDatabase database = fixture.database();
        database.define(database.model("res.partner.category").toBuilder()
                .readGroups("base.group_system")
                .build());
        database.addFields(
                "res.partner",
                OdooField.computed("overdue", OdooFieldType.INTEGER, record -> 1)
                        .failing("You are not allowed to access 'Journal Entry' (account.move) records."));
        long tag = database.create("res.partner.category", Map.of("name", "Hidden"));
        long parent = database.create("res.partner", Map.of("name", "Parent"));
        for (int i = 1; i <= 3; i++) {
            database.create(
                    "res.partner", Map.of("name", "Child " + i, "parent_id", parent, "category_id", List.of(tag)));
        }
        return fixture;
    }

    private static RecordScope scope() {
        return RecordScope.builder().model(PARTNER).fields(FIELDS).build();
    }

    private static Map<RecordId, Map<String, FieldValue>> values(Iterable<SourceRecord> records) {
        Map<RecordId, Map<String, FieldValue>> values = new LinkedHashMap<>();
        records.forEach(record -> values.put(record.id(), record.fields()));
        return values;
    }

    private static Map<RecordId, Map<String, FieldValue>> pages(OdooRecordSource source) {
        return values(OdooDataLossTest.all(source, scope(), 2));
    }

    private static Map<RecordId, Map<String, FieldValue>> changes(OdooRecordSource source) {
        return values(OdooDataLossTest.all(
                source, OdooDataLossTest.changed(scope(), Instant.parse("2026-11-23T14:00:00Z")), 2));
    }

    private static Map<RecordId, Map<String, FieldValue>> single(OdooRecordSource source) {
        List<SourceRecord> records = new ArrayList<>();
        for (long id = 1; id <= 5; id++) {
            records.addAll(source.read(scope(), List.of(RecordId.of(id))).records());
        }
        return values(records);
    }

    private static Map<String, Function<OdooRecordSource, Map<RecordId, Map<String, FieldValue>>>> ways() {
        Map<String, Function<OdooRecordSource, Map<RecordId, Map<String, FieldValue>>>> ways = new LinkedHashMap<>();
        ways.put("pages", FieldAgreementTest::pages);
        ways.put("changes", FieldAgreementTest::changes);
        ways.put("all by id", source -> values(source.read(scope(), ids()).records()));
        ways.put("each by id", FieldAgreementTest::single);
        ways.put("pages after a description", source -> {
            source.describe(PARTNER, FIELDS);
            return pages(source);
        });
        ways.put("pages after a description without names", source -> {
            source.describe(PARTNER);
            return pages(source);
        });
        ways.put("by id after a listing of ids", source -> {
            source.ids(scope(), IdRange.ALL, 10);
            return values(source.read(scope(), ids()).records());
        });
        ways.put("by id after the question which exist", source -> {
            source.existing(scope(), ids());
            return values(source.read(scope(), ids()).records());
        });
        return ways;
    }

    private static List<RecordId> ids() {
        return List.of(RecordId.of(1), RecordId.of(2), RecordId.of(3), RecordId.of(4), RecordId.of(5));
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void recordShouldHaveTheSameValuesWhicheverMethodReadsIt(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport)) {
            Map<RecordId, Map<String, FieldValue>> expected = pages(fixture.freshSource());
            assertThat(expected)
                    .hasSize(5)
                    .allSatisfy((id, fields) -> assertThat(fields).containsOnlyKeys(READABLE));
            assertThat(expected.get(RecordId.of(3)).get("parent_id.name")).isEqualTo(new FieldValue.Text("Parent"));

            ways().forEach((way, read) -> {
                try (OdooRecordSource source = fixture.freshSource()) {
                    assertThat(read.apply(source)).as(way).isEqualTo(expected);
                    assertThat(source.restrictedFields(PARTNER))
                            .as(way)
                            .extracting(RestrictedField::name)
                            .contains("category_id.name", "credit_limit", "signup_type", "overdue")
                            .doesNotContainAnyElementsOf(READABLE);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void fieldsShouldNotDecideWhichRecordsExist(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport)) {
            List<Function<OdooRecordSource, Set<RecordId>>> questions = List.of(
                    source -> source.existing(scope(), ids()),
                    source -> source.ids(scope(), IdRange.ALL, 10).entries().stream()
                            .map(IdAndVersion::id)
                            .collect(Collectors.toSet()),
                    source -> Set.copyOf(ids().subList(0, (int) source.count(scope()))));
            for (Function<OdooRecordSource, Set<RecordId>> question : questions) {
                try (OdooRecordSource source = fixture.freshSource()) {
                    assertThat(question.apply(source)).containsExactlyInAnyOrderElementsOf(ids());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.syncline.odoo.OdooDataLossTest#servers")
    void descriptionShouldNameTheFieldsThatRecordsHave(OdooVersion version, Transport transport) {
        try (OdooServerFixture fixture = fixture(version, transport);
                OdooRecordSource source = fixture.freshSource()) {
            List<String> computable =
                    FIELDS.stream().filter(name -> !name.equals("overdue")).toList();
            ModelDescription description = source.describe(PARTNER, computable);

            assertThat(description.fields())
                    .extracting(FieldDescription::name)
                    .containsAll(READABLE)
                    .doesNotContain("category_id.name", "credit_limit", "signup_type");
            assertThat(description.restrictedFields())
                    .contains(
                            new RestrictedField("category_id.name", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("credit_limit", RestrictionReason.SECURITY_RESTRICTION),
                            new RestrictedField("signup_type", RestrictionReason.SECURITY_RESTRICTION));
        }
    }
}
