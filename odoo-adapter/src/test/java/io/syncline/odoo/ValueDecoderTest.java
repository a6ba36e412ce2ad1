package io.syncline.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldType;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.FieldValue.Choice;
import io.syncline.core.port.record.FieldValue.Property;
import io.syncline.core.port.record.FieldValue.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type, common and unusual ones. */
class ValueDecoderTest {

    private final ValueDecoder decoder = new ValueDecoder(new JsonCodec());

    private static OdooField field(String odooType) {
        return new OdooField(
                "f",
                "F",
                odooType,
                true,
                true,
                "res.partner",
                Map.of("draft", "Draft", "1", "High"),
                "currency_id",
                null,
                false);
    }

    private FieldValue decode(String odooType, Object value) throws ValueDecoder.Unexpected {
        return decoder.decode(field(odooType), value, Map.of("currency_id", List.of(1, "EUR")), Related.NONE);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("char", FieldType.TEXT, "a 🚀", new FieldValue.Text("a 🚀")),
                row("char", FieldType.TEXT, "", new FieldValue.Text("")),
                row("char", FieldType.TEXT, false, FieldValue.EMPTY),
                row("text", FieldType.TEXT, "a\r\nb\rc", new FieldValue.Text("a\nb\nc")),
                row("html", FieldType.HTML, "<p>a</p>", new FieldValue.Html("<p>a</p>")),
                row("html", FieldType.HTML, false, FieldValue.EMPTY),
                row("integer", FieldType.WHOLE, 0, new FieldValue.Whole(0)),
                row("integer", FieldType.WHOLE, 3e9, new FieldValue.Whole(3_000_000_000L)),
                row("integer", FieldType.WHOLE, 1L << 40, new FieldValue.Whole(1L << 40)),
                row("float", FieldType.DECIMAL, 1.5, new FieldValue.Decimal(1.5)),
                row("float", FieldType.DECIMAL, 2, new FieldValue.Decimal(2)),
                row("float", FieldType.DECIMAL, Double.NaN, new FieldValue.Decimal(Double.NaN)),
                row("monetary", FieldType.MONEY, 12.5, new FieldValue.Money(12.5, "EUR")),
                row("monetary", FieldType.MONEY, false, FieldValue.EMPTY),
                row("boolean", FieldType.BOOLEAN, true, new FieldValue.Bool(true)),
                row("boolean", FieldType.BOOLEAN, false, new FieldValue.Bool(false)),
                row("date", FieldType.DATE, "2026-11-23", new FieldValue.Day(LocalDate.of(2026, 11, 23))),
                row("date", FieldType.DATE, "1-01-01", new FieldValue.Day(LocalDate.of(1, 1, 1))),
                row("date", FieldType.DATE, false, FieldValue.EMPTY),
                row(
                        "datetime",
                        FieldType.TIMESTAMP,
                        "2026-11-23 14:05:24",
                        new FieldValue.Timestamp(Instant.parse("2026-11-23T14:05:24Z"))),
                row("datetime", FieldType.TIMESTAMP, false, FieldValue.EMPTY),
                row("selection", FieldType.CHOICE, "draft", new Choice("draft", "Draft")),
                row("selection", FieldType.CHOICE, "gone", new Choice("gone", "gone")),
                row("selection", FieldType.CHOICE, 1, new Choice("1", "High")),
                row("selection", FieldType.CHOICE, false, FieldValue.EMPTY),
                row("many2one", FieldType.REFERENCE, List.of(7, "Deco"), new Reference(RecordId.of(7), "Deco")),
                row("many2one", FieldType.REFERENCE, 7, new Reference(RecordId.of(7), null)),
                row("many2one", FieldType.REFERENCE, false, FieldValue.EMPTY),
                row(
                        "many2many",
                        FieldType.REFERENCES,
                        List.of(9, 7),
                        new FieldValue.References(
                                List.of(new Reference(RecordId.of(7), null), new Reference(RecordId.of(9), null)))),
                row("one2many", FieldType.REFERENCES, List.of(), FieldValue.EMPTY),
                row("reference", FieldType.TEXT, "res.partner,7", new FieldValue.Text("res.partner,7")),
                row("many2one_reference", FieldType.WHOLE, 7, new FieldValue.Whole(7)),
                row("binary", FieldType.BINARY, "QUJD", FieldValue.EMPTY),
                row("json", FieldType.JSON, json(), new FieldValue.Json("{\"a\":[1,2.5,null],\"b\":true}")),
                row("json", FieldType.JSON, false, FieldValue.EMPTY),
                row("properties", FieldType.PROPERTIES, false, FieldValue.EMPTY),
                row("properties", FieldType.PROPERTIES, List.of(), FieldValue.EMPTY),
                row("something_new", FieldType.OTHER, "x", FieldValue.EMPTY));
    }

    private static Arguments row(String odooType, FieldType type, Object wire, FieldValue value) {
        return Arguments.of(odooType, type, wire, value);
    }

    private static Map<String, Object> json() {
        Map<String, Object> value = new HashMap<>();
        value.put("b", true);
        value.put("a", java.util.Arrays.asList(1, 2.5, null));
        return value;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void valueShouldBecomeTyped(String odooType, FieldType type, Object wire, FieldValue value)
            throws ValueDecoder.Unexpected {
        assertThat(field(odooType).type()).isEqualTo(type);
        assertThat(decode(odooType, wire)).isEqualTo(value);
    }

    @Test
    void propertiesShouldKeepTheirLabels() throws ValueDecoder.Unexpected {
        List<Object> wire = List.of(
                property("char", "Note", "x"),
                property("boolean", "Done", false),
                property("integer", "Amount", 3),
                property("date", "Due", "2026-11-23"),
                property("many2one", "Owner", List.of(7, "Deco")),
                property("many2many", "Members", List.of(List.of(7, "Deco"), List.of(9, "Gemini"))),
                Map.of(
                        "name",
                        "s",
                        "string",
                        "State",
                        "type",
                        "selection",
                        "value",
                        "a",
                        "selection",
                        List.of(List.of("a", "Alpha"))),
                Map.of(
                        "name",
                        "t",
                        "string",
                        "Tags",
                        "type",
                        "tags",
                        "value",
                        List.of("u", "v"),
                        "tags",
                        List.of(List.of("u", "Urgent", 1), List.of("v", "Vip", 2))),
                property("char", "Unset", false),
                property("separator", "A heading", false));
        assertThat(decode("properties", wire))
                .isEqualTo(new FieldValue.Properties(List.of(
                        new Property("Note", new FieldValue.Text("x")),
                        new Property("Done", new FieldValue.Bool(false)),
                        new Property("Amount", new FieldValue.Whole(3)),
                        new Property("Due", new FieldValue.Day(LocalDate.of(2026, 11, 23))),
                        new Property("Owner", new Reference(RecordId.of(7), "Deco")),
                        new Property(
                                "Members",
                                new FieldValue.References(List.of(
                                        new Reference(RecordId.of(7), "Deco"),
                                        new Reference(RecordId.of(9), "Gemini")))),
                        new Property("State", new Choice("a", "Alpha")),
                        new Property("Tags", new FieldValue.Text("Urgent, Vip")),
                        new Property("Unset", FieldValue.EMPTY))));
    }

    private static Map<String, Object> property(String type, String label, Object value) {
        return Map.of("name", "p", "string", label, "type", type, "value", value);
    }

    @Test
    void amountShouldHaveNoCurrencyWhenNoneIsKnown() throws ValueDecoder.Unexpected {
        assertThat(decoder.decode(field("monetary"), 1.0, Map.of("currency_id", false), Related.NONE))
                .isEqualTo(new FieldValue.Money(1.0, null));
    }

    static Stream<Arguments> numbersThatWouldBeBent() {
        BigInteger huge = new BigInteger("100000000000000000000000000");
        return Stream.of(
                Arguments.of("integer", huge, "100000000000000000000000000, which has more than 64 bits"),
                Arguments.of("integer", -1e26, "-1.0E26, which has more than 64 bits"),
                Arguments.of("integer", 0x1p63, "9.223372036854776E18, which has more than 64 bits"),
                Arguments.of("integer", 0x1p60, "1.15292150460684698E18, which Odoo may have rounded"),
                Arguments.of("integer", 0x1p53, "9.007199254740992E15, which Odoo may have rounded"),
                Arguments.of("integer", -0x1p53, "-9.007199254740992E15, which Odoo may have rounded"),
                Arguments.of("integer", Double.POSITIVE_INFINITY, "Infinity, which has more than 64 bits"),
                Arguments.of("many2one", List.of(huge, "x"), "which has more than 64 bits"),
                Arguments.of("properties", List.of(property("integer", "Amount", huge)), "has more than 64 bits"),
                Arguments.of("float", BigInteger.TEN.pow(400), "beyond the range of decimal numbers"),
                Arguments.of("monetary", new BigDecimal("1e400"), "beyond the range of decimal numbers"));
    }

    @ParameterizedTest
    @MethodSource("numbersThatWouldBeBent")
    void numberShouldBeRefusedRatherThanBent(String odooType, Object wire, String reason) {
        assertThatThrownBy(() -> decode(odooType, wire))
                .isInstanceOf(ValueDecoder.Unexpected.class)
                .hasMessageStartingWith("field f has the number ")
                .hasMessageContaining(reason);
    }

    @Test
    void numbersAtTheLimitShouldStayExact() throws ValueDecoder.Unexpected {
        assertThat(decode("integer", Long.MIN_VALUE)).isEqualTo(new FieldValue.Whole(Long.MIN_VALUE));
        assertThat(decode("integer", 0x1p53 - 1)).isEqualTo(new FieldValue.Whole((1L << 53) - 1));
        assertThat(decode("integer", 1 - 0x1p53)).isEqualTo(new FieldValue.Whole(1 - (1L << 53)));
        assertThat(decode("integer", 1L << 53)).isEqualTo(new FieldValue.Whole(1L << 53));
        assertThat(decode("float", new BigInteger("100000000000000000000000000")))
                .isEqualTo(new FieldValue.Decimal(1e26));
        Map<String, Object> json = Map.of("n", new BigInteger("100000000000000000000000000"), "p", 0x1p63);
        assertThat(decode("json", json))
                .isEqualTo(new FieldValue.Json("{\"n\":100000000000000000000000000,\"p\":9.223372036854776E18}"));
    }

    @ParameterizedTest
    @CsvSource({
        "date, 20261123",
        "date, 2026-13-40",
        "datetime, soon",
        "integer, x",
        "float, x",
        "boolean, x",
        "many2many, x"
    })
    void valueOfAnotherShapeShouldBeNamedByItsField(String odooType, String wire) {
        assertThatThrownBy(() -> decode(odooType, wire))
                .isInstanceOf(ValueDecoder.Unexpected.class)
                .hasMessageContaining("field f")
                .hasMessageContaining(odooType);
    }

    @ParameterizedTest
    @CsvSource({"a\u0001b, ab", "a\u007fb, a\u007fb", "a\uFFFEb\uFFFF, ab", "a\uD83Db, ab", "🚀, 🚀", "a\tb, a\tb"})
    void textShouldBeTheSameOverEveryTransport(String wire, String clean) {
        assertThat(Texts.clean(wire)).isEqualTo(clean);
    }
}
