package io.syncline.odoo.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LinePatternTest {

    private static final LinePattern ORDER = LinePattern.parse(
            "{qty} x {product_id|name}, {name}, {discount} % discount, each {price_unit}, {subtotal}");

    private static String line(LinePattern pattern, Map<String, String> values) {
        return pattern.line(name -> values.getOrDefault(name, ""));
    }

    @Test
    void partWithoutAValueShouldBeLeftOut() {
        assertThat(line(
                        ORDER,
                        Map.of(
                                "qty",
                                "3",
                                "product_id",
                                "Large Cabinet",
                                "price_unit",
                                "320 EUR",
                                "subtotal",
                                "960 EUR")))
                .isEqualTo("3 x Large Cabinet, each 320 EUR, 960 EUR");
    }

    @Test
    void firstNameWithAValueShouldCount() {
        assertThat(line(ORDER, Map.of("qty", "2", "name", "Delivery"))).isEqualTo("2 x Delivery");
    }

    @Test
    void textShouldShowOnlyWhatItAddsToTheProduct() {
        assertThat(line(
                        ORDER,
                        Map.of("qty", "1", "product_id", "[A1] Office Chair", "name", "[A1] Office Chair\nBlue")))
                .isEqualTo("1 x [A1] Office Chair, Blue");
        assertThat(line(ORDER, Map.of("qty", "1", "product_id", "[A1] Office Chair", "name", "[A1] Chaise de bureau")))
                .isEqualTo("1 x [A1] Office Chair");
    }

    @Test
    void nameThatBeginsEachItemOfAListShouldBeShownOnce() {
        assertThat(line(
                        LinePattern.parse("{attribute}: {values}"),
                        Map.of("attribute", "Legs", "values", "Legs: Steel, Legs: Oak")))
                .isEqualTo("Legs: Steel, Oak");
    }

    @Test
    void amountShouldBeShownOnceWhenUnitAndTotalAreEqual() {
        assertThat(line(
                        ORDER,
                        Map.of("qty", "1", "product_id", "Sofa", "price_unit", "900 EUR", "subtotal", "900 EUR")))
                .isEqualTo("1 x Sofa, each 900 EUR");
    }

    @Test
    void lineWithoutAnyValueShouldBeEmpty() {
        assertThat(line(ORDER, Map.of())).isEmpty();
    }

    @Test
    void secondLineShouldStayOne() {
        assertThat(line(
                        LinePattern.parse("# {date}, {author}\n{body}"),
                        Map.of("date", "2026-01-02", "body", "<p>Hi</p>")))
                .isEqualTo("# 2026-01-02\n<p>Hi</p>");
    }

    @Test
    void patternWithoutAFieldShouldBeRefused() {
        assertThatThrownBy(() -> LinePattern.parse("nothing")).hasMessageContaining("names no field");
    }
}
