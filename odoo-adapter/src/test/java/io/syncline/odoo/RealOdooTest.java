package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.testkit.contract.Capability;
import io.syncline.testkit.contract.RecordSourceContract;
import io.syncline.testkit.contract.RecordSourceFixture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite against a real server; see {@link RealOdooClient} and {@code docs/odoo.md}. */
@Tag("real-odoo")
class RealOdooTest {

    @Nested
    class Contract implements RecordSourceContract {

        private final RecordSourceFixture fixture = new RealOdooFixture();

        @Override
        public RecordSourceFixture fixture() {
            return fixture;
        }

        /** Only SQL can remove a change time. */
        @Override
        public Set<Capability> lacking() {
            return Set.of(Capability.UNDATED_RECORDS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "res.partner",
                "res.users",
                "res.country",
                "product.template",
                "product.product",
                "sale.order",
                "sale.order.line",
                "crm.lead",
                "mail.message",
                "ir.attachment",
                "ir.model.fields",
                "sale.report"
            })
    void everyRecordShouldBeReadOnceWithAllStoredFields(String name) {
        ModelName model = ModelName.of(name);
        try (OdooRecordSource source = RealOdooClient.builder().pageSize(200).build()) {
            ModelDescription description = source.describe(model, List.of("display_name"));
            List<String> fields = description.fields().stream()
                    .map(FieldDescription::name)
                    .filter(field -> !field.startsWith("image") && !field.startsWith("avatar"))
                    .toList();
            for (List<String> some : List.of(description.defaultFields(), fields)) {
                RecordScope scope =
                        RecordScope.builder().model(model).fields(some).build();
                List<SourceRecord> records = OdooDataLossTest.all(source, scope, 200);
                assertThat(OdooDataLossTest.ids(records))
                        .isSorted()
                        .doesNotHaveDuplicates()
                        .hasSize((int) source.count(scope));
            }
            assertThat(description.hasChangeTime()).isEqualTo(!name.equals("sale.report"));
        }
    }

    @Test
    void relatedChangesShouldBeAcceptedInAConditionAndFoundByIt() {
        RealOdooFixture fixture = new RealOdooFixture();
        try (OdooRecordSource source = RealOdooClient.builder().build()) {
            ModelDescription description = source.describe(RealOdooFixture.PARTNER, List.of("name"));
            String[] fields = Stream.concat(description.defaultFields().stream(), Stream.of("name"))
                    .toArray(String[]::new);
            RecordScope scope = OdooDataLossTest.changed(
                    OdooDataLossTest.scope(RealOdooFixture.PARTNER, fields),
                    source.now().minusSeconds(60));
            RecordId id = fixture.create("Grüße 🚀");
            assertThat(OdooDataLossTest.all(source, scope, 100))
                    .filteredOn(row -> row.id().equals(id))
                    .extracting(row -> row.field("name"))
                    .containsExactly(new FieldValue.Text("Grüße 🚀"));
            RecordScope tomorrow = OdooDataLossTest.changed(
                    RecordScope.builder().from(scope).build(), source.now().plus(Duration.ofDays(1)));
            assertThat(OdooDataLossTest.all(source, tomorrow, 100)).isEmpty();
        } finally {
            fixture.close();
        }
    }
}
