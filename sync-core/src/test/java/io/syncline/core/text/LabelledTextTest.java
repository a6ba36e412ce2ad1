package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldDescription;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelledTextTest {

    private static final FieldDescription NAME = new FieldDescription("name", "Lead", FieldType.TEXT);
    private static final FieldDescription NOTE = new FieldDescription("note", "Note", FieldType.TEXT);
    private static final FieldDescription SUM = new FieldDescription("sum", "Expected Revenue", FieldType.MONEY);
    private static final FieldDescription KIND = new FieldDescription("kind", "Priority", FieldType.CHOICE);
    private static final FieldDescription LINES = new FieldDescription("lines", "Order Lines", FieldType.TEXT);

    private static List<TextSection> sections(boolean quiet, Map<String, FieldValue> values) {
        TextRules rules =
                new TextRules(Optional.of(NAME), quiet, List.of(), List.of("lines"), Map.of("kind", "normal"));
        return new LabelledText(List.of(NAME, NOTE, SUM, KIND, LINES), rules)
                .sections(new SourceRecord(RecordId.of(1), 0, values));
    }

    private static FieldValue text(String value) {
        return new FieldValue.Text(value);
    }

    @Test
    void valueThatSaysNothingShouldBeLeftOutWhenTheSourceChose() {
        Map<String, FieldValue> values = Map.of(
                "name", text("Chairs"),
                "sum", new FieldValue.Money(0, "USD"),
                "kind", new FieldValue.Choice("normal", "Normal"));

        assertThat(sections(true, values)).containsExactly(new TextSection("", "Lead: Chairs", false));
        assertThat(sections(false, values))
                .containsExactly(new TextSection("", "Lead: Chairs\nExpected Revenue: 0 USD\nPriority: Normal", false));
    }

    @Test
    void textThatStandsInAnEarlierLineShouldBeLeftOutWhenTheSourceChose() {
        assertThat(sections(true, Map.of("name", text("[A1] Office Chair"), "note", text("Office Chair"))))
                .containsExactly(new TextSection("", "Lead: [A1] Office Chair", false));
        assertThat(sections(true, Map.of("name", text("Officers"), "note", text("Office"))))
                .containsExactly(new TextSection("", "Lead: Officers\nNote: Office", false));
    }

    @Test
    void textOfSeveralLinesThatTheNameHasInOneShouldBeLeftOutWhenTheSourceChose() {
        Map<String, FieldValue> values = Map.of(
                "name",
                text("INV/7 [A1] Sofa, With lounger, in grey"),
                "note",
                text("[A1] Sofa\nWith lounger\nin grey"));

        assertThat(sections(true, values))
                .containsExactly(new TextSection("", "Lead: INV/7 [A1] Sofa, With lounger, in grey", false));
        assertThat(sections(false, values)).hasSize(2);
    }

    @Test
    void longValueShouldBeASection() {
        assertThat(sections(true, Map.of("name", text("Chairs"), "note", text("One\nTwo"))))
                .containsExactly(
                        new TextSection("", "Lead: Chairs", false), new TextSection("Note", "Note:\nOne\nTwo", false));
    }

    @Test
    void separateFieldShouldBeASectionApart() {
        assertThat(sections(true, Map.of("lines", text("- 3 x Cabinet"))))
                .containsExactly(new TextSection("Order Lines", "- 3 x Cabinet", true));
    }
}
