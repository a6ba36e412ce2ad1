package io.syncline.odoo.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.syncline.odoo.internal.recipe.LineValue.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePatternTest {

    private static final LinePattern ORDER = LinePattern.parse(
            "{qty} x {product_id|name}, {name}, {discount} % discount, each {price_unit}, {subtotal}");

    private static String line(LinePattern pattern, Map<String, String> values) {
        return pattern.line(name -> new LineValue(values.getOrDefault(name, ""), kind(values.getOrDefault(name, ""))));
    }

    private static Kind kind(String value) {
        return value.matches("-?[\\d.]+ [A-Z]{3}") ? Kind.AMOUNT : value.matches("-?[\\d.]+") ? Kind.EXACT : Kind.TEXT;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Which was not his? :  , Which was not his? :  , Which was not his? :  '|Which was not his?",
                "'Which was not his? :  , Which was not his? : Guernica'|'Which was not his?, Guernica'",
                "'Ox, Which was not... : Cow, which, is red, Hen'|'Which was not his?, Ox, Cow, which, is red, Hen'",
                "'Which was... : Ox, Which was not... : Cow'|'Which was not his?, Ox, Cow'",
                "'Something else... : Ox'|'Which was not his?, Something else... : Ox'"
            })
    void answerShouldBeShownWithoutItsQuestion(String answers, String expected) {
        assertThat(line(
                        LinePattern.parse("{title}, {answers}"),
                        Map.of("title", "Which was not his?", "answers", answers)))
                .isEqualTo(expected);
    }

    @Test
    void amountShouldBeShownOnceWhenUnitAndTotalAreEqual() {
        assertThat(line(
                        ORDER,
                        Map.of("qty", "1", "product_id", "Sofa", "price_unit", "900 EUR", "subtotal", "900 EUR")))
                .isEqualTo("1 x Sofa, each 900 EUR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500  | Suit             | 5001        | 2500500     | 500 x Suit, each 5001, 2500500",
                "120  | Chair            | 1200        | 144000      | 120 x Chair, each 1200, 144000",
                "250  | Chair            | 2500        | 625000      | 250 x Chair, each 2500, 625000",
                "100  | Chair            | 100         | 10000       | 100 x Chair, each 100, 10000",
                "1000 | Bolt             | 1000.25     | 1000250     | 1000 x Bolt, each 1000.25, 1000250",
                "1.5  | Consulting       | 1.50 USD    | 2.25 USD    | 1.5 x Consulting, each 1.50 USD, 2.25 USD",
                "500  | Suit             | 5001 USD    | 2500500 USD | 500 x Suit, each 5001 USD, 2500500 USD",
                "1    | Gift Card 50 USD | 50 USD      | 50 USD      | 1 x Gift Card 50 USD, each 50 USD",
                "2    | Cable 500        | 500         | 1000        | 2 x Cable 500, each 500, 1000"
            })
    void numberShouldBeShownAsItIs(String qty, String product, String price, String subtotal, String expected) {
        assertThat(line(ORDER, Map.of("qty", qty, "product_id", product, "price_unit", price, "subtotal", subtotal)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "info                  | info@parentco.example   | info, info@parentco.example",
                "Chair                 | Chairman's desk pad     | Chair, Chairman's desk pad",
                "Marc                  | Marc Demo's assistant   | Marc, Marc Demo's assistant",
                "Cable 500             | Cable 5000 m            | Cable 500, Cable 5000 m",
                "Head of Sales         | Sales                   | Head of Sales, Sales",
                "Chair                 | Chair: blue             | Chair, blue",
                "Chair                 | Chair (blue)            | Chair, (blue)",
                "[A1] Office Chair     | Office Chair            | [A1] Office Chair",
                "Azure, Brandon        | Brandon                 | Azure, Brandon",
                "Chair                 | Chair                   | Chair"
            })
    void textShouldBeCutAfterWholePhrasesOnly(String first, String second, String expected) {
        assertThat(line(LinePattern.parse("{a}, {b}"), Map.of("a", first, "b", second)))
                .isEqualTo(expected);
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
