package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.syncline.api.ModelName;
import io.syncline.core.port.record.FieldValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All recorded answers of a real server can be read. */
class CapturesTest {

    private static final ModelName PARTNER = ModelName.of("res.partner");

    private static OdooModel partner() {
        Map<String, OdooField> fields = new HashMap<>();
        OdooApi.struct(Captures.result("05-fields-get-partner"))
                .forEach((name, attributes) -> fields.put(name, ModelReader.field(name, OdooApi.struct(attributes))));
        return new OdooModel(PARTNER, fields, new OdooModel.Learned(PARTNER, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "06-partner-page, 40",
        "07-partner-page-fr, 10",
        "11-partner-changed-since, 5",
        "12-partner-related-changed, 5",
        "13-partner-read-missing, 1",
        "14-partner-exists, 3",
        "15-page-product-template, 8",
        "17-page-sale-order, 8",
        "18-page-ir-model-fields, 8",
        "19-page-res-users, 8",
        "26-page-crm-lead-ok, 20"
    })
    void pagesShouldHaveTheirRows(String capture, int rows) {
        assertThat(OdooApi.list(Captures.result(capture))).hasSize(rows);
    }

    @Test
    void simpleAnswersShouldBeRead() {
        assertThat(OdooApi.struct(Captures.result("01-version")))
                .containsEntry("server_serie", "18.0")
                .containsEntry("server_version_info", List.of(18, 0, 0, "final", 0, ""));
        assertThat(Captures.result("02-authenticate")).isEqualTo(2);
        assertThat(Captures.result("03-authenticate-bad")).isEqualTo(false);
        assertThat(Captures.result("10-partner-count")).isInstanceOf(Integer.class);
        assertThat(OdooApi.list(Captures.result("09-partner-ids"))).hasSizeGreaterThan(100);
        assertThat(OdooApi.list(Captures.result("08-partner-slim")))
                .allSatisfy(row -> assertThat(OdooApi.struct(row)).containsOnlyKeys("id", "write_date"));
    }

    @Test
    void everyValueOfAPageShouldBecomeTyped() {
        OdooModel model = partner();
        ValueDecoder decoder = new ValueDecoder(new JsonCodec());
        List<FieldValue> values = new ArrayList<>();
        for (Object item : OdooApi.list(Captures.result("06-partner-page"))) {
            Map<String, Object> row = OdooApi.struct(item);
            for (Map.Entry<String, Object> entry : row.entrySet()) {
                OdooField field = model.field(entry.getKey());
                assertThat(field).as(entry.getKey()).isNotNull();
                assertThatCode(() -> values.add(decoder.decode(field, entry.getValue(), row, Related.NONE)))
                        .doesNotThrowAnyException();
            }
        }
        assertThat(values)
                .hasSize(40 * 28)
                .hasAtLeastOneElementOfType(FieldValue.Text.class)
                .hasAtLeastOneElementOfType(FieldValue.Bool.class)
                .hasAtLeastOneElementOfType(FieldValue.Whole.class)
                .hasAtLeastOneElementOfType(FieldValue.Decimal.class)
                .hasAtLeastOneElementOfType(FieldValue.Timestamp.class)
                .hasAtLeastOneElementOfType(FieldValue.Choice.class)
                .hasAtLeastOneElementOfType(FieldValue.Reference.class)
                .hasAtLeastOneElementOfType(FieldValue.References.class)
                .contains(FieldValue.EMPTY);
    }

    @Test
    void defaultFieldsShouldBeReadableText() {
        assertThat(DefaultFields.of(partner()))
                .startsWith("display_name", "name")
                .contains("comment", "city", "country_id", "parent_id", "category_id", "function")
                .doesNotContain(
                        "id",
                        "write_date",
                        "create_uid",
                        "active",
                        "email",
                        "street",
                        "image_1920",
                        "child_ids",
                        "message_ids",
                        "signup_type",
                        "email_normalized",
                        "color",
                        "is_company",
                        "contact_address");
    }
}
