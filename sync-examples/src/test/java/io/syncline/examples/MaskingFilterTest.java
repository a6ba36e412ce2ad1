package io.syncline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingFilterTest {

    private final MaskingFilter filter = new MaskingFilter();

    @ParameterizedTest
    @CsvSource({
        "Ask ina.vogt@example.co.uk today, Ask [e-mail] today",
        "Pay to DE89 3704 0044 0532 0130 00 please, Pay to [IBAN] please",
        "Pay to BE68539007547034, Pay to [IBAN]",
        "Order S00012 of 3 x FURN_6666, Order S00012 of 3 x FURN_6666"
    })
    void addressesAndAccountsShouldBeMasked(String text, String masked) {
        assertThat(filter.filter(ModelName.of("res.partner"), text)).isEqualTo(masked);
    }

    /** Neither the stack nor the time is used up by texts that nearly have what is masked, all along. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "a.", "a@", "a@a", "a@a.", "a+-", "DE89 3704 ", "AB12", "AB12CD34 "})
    void textOfAMegabyteShouldBeFiltered(String part) {
        String text = "Ask ina@example.com. " + part.repeat((1 << 20) / part.length());
        assertThat(filter.filter(ModelName.of("res.partner"), text)).startsWith("Ask [e-mail]. ");
    }
}
