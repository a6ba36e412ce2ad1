package io.syncline.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldTextTest {

    @Test
    void scalarsShouldBeWrittenAlikeOnEveryMachine() {
        assertThat(FieldText.of(new FieldValue.Whole(-7))).isEqualTo("-7");
        assertThat(FieldText.of(new FieldValue.Bool(true))).isEqualTo("yes");
        assertThat(FieldText.of(new FieldValue.Day(LocalDate.of(2026, 11, 28)))).isEqualTo("2026-11-28");
        assertThat(FieldText.of(new FieldValue.Timestamp(Instant.parse("2026-11-28T12:00:01Z"))))
                .isEqualTo("2026-11-28 12:00:01 UTC");
        assertThat(FieldText.of(FieldValue.EMPTY)).isEmpty();
    }

    @Test
    void numbersShouldHaveNoExponentAndNoTrailingZeros() {
        assertThat(FieldText.of(new FieldValue.Decimal(1e9))).isEqualTo("1000000000");
        assertThat(FieldText.of(new FieldValue.Decimal(0.10))).isEqualTo("0.1");
        assertThat(FieldText.of(new FieldValue.Decimal(-0.0))).isEqualTo("0");
        assertThat(FieldText.of(new FieldValue.Decimal(Double.NaN))).isEmpty();
    }

    @Test
    void moneyShouldNameItsCurrencyIfThatIsKnown() {
        assertThat(FieldText.of(new FieldValue.Money(9.5, "EUR"))).isEqualTo("9.50 EUR");
        assertThat(FieldText.of(new FieldValue.Money(9.5, null))).isEqualTo("9.50");
    }

    @Test
    void linksShouldBeWrittenByTheirNames() {
        FieldValue.Reference named = new FieldValue.Reference(RecordId.of(1), "Azure");
        FieldValue.Reference unnamed = new FieldValue.Reference(RecordId.of(2), null);

        assertThat(FieldText.of(named)).isEqualTo("Azure");
        assertThat(FieldText.of(new FieldValue.References(List.of(named, unnamed, named))))
                .isEqualTo("Azure, Azure");
    }

    @Test
    void propertiesShouldBeWrittenWithTheirLabels() {
        FieldValue.Property size = new FieldValue.Property("Size", new FieldValue.Whole(3));
        FieldValue.Property empty = new FieldValue.Property("Colour", FieldValue.EMPTY);

        assertThat(FieldText.of(new FieldValue.Properties(List.of(size, empty))))
                .isEqualTo("Size: 3");
    }
}
