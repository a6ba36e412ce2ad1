package io.syncline.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "60s, PT1M", "10m, PT10M", "10 min, PT10M", "2h, PT2H", "7d, PT168H", "0, PT0S"})
    void durationShouldBeReadWithItsUnit(String text, Duration expected) {
        assertThat(Units.duration(text)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"512B, 512", "1KiB, 1024", "32MiB, 33554432", "2 gib, 2147483648"})
    void sizeShouldBeReadWithItsUnit(String text, long expected) {
        assertThat(Units.bytes(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "-1s", "1.5h", "10 parsecs", "9999999999999s"})
    void durationShouldBeRefusedWithoutANumberAndAUnit(String text) {
        assertThat(Units.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "at most PT24H,at most 1d",
        "not PT2399999999976H,not 99999999999d",
        "PT0S or PT1M30S,0 or 90s",
        "PT0.5S and PT2H and PT10M,500ms and 2h and 10m",
        "PT0.000001S,PT0.000001S",
        "PT is no duration,PT is no duration"
    })
    void durationInAMessageShouldBeWrittenAsItIsRead(String message, String expected) {
        assertThat(Units.inMessage(message)).isEqualTo(expected);
    }

    @Test
    void sizeShouldBeRefusedWhenItIsTooLarge() {
        assertThat(Units.bytes("999999999999GiB")).isEmpty();
    }
}
