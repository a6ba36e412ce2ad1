package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private static final SourceRecord RECORD = new SourceRecord(
            RecordId.of(1),
            0,
            Map.of(
                    "name",
                    new FieldValue.Text("Azure"),
                    "parent_id.city",
                    new FieldValue.Text("Paris"),
                    "note",
                    FieldValue.EMPTY));

    @Test
    void placeholderShouldBeReplacedByTheValue() {
        assertThat(Template.parse("{name} of {parent_id.city}").render(RECORD)).isEqualTo("Azure of Paris");
    }

    @Test
    void lineWhoseValuesAreAllEmptyShouldBeLeftOut() {
        assertThat(Template.parse("{name}\nNote: {note}\nEnd").render(RECORD)).isEqualTo("Azure\nEnd");
    }

    @Test
    void lineWithOneValueShouldStay() {
        assertThat(Template.parse("{name} ({note})").render(RECORD)).isEqualTo("Azure ()");
    }

    @Test
    void nameWithSpacesShouldStandInQuotesAndOneWithAccentsNeedNone() {
        SourceRecord record = new SourceRecord(
                RecordId.of(1), 0, Map.of("unit price", new FieldValue.Whole(5), "Größe", new FieldValue.Text("XL")));
        assertThat(Template.parse("{\"unit price\"} for {Größe}").render(record))
                .isEqualTo("5 for XL");
    }

    @Test
    void fieldsShouldBeNamedOnceInOrderOfAppearance() {
        assertThat(Template.parse("{name} {note} {name} {9} {}").fields()).containsExactly("name", "note");
    }
}
