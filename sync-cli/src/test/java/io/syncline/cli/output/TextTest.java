package io.syncline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({"PT0.085S, 85 ms", "PT12.44S, 12.4 s", "PT3M20S, 3 min 20 s", "PT2H5M9S, 2 h 5 min"})
    void durationShouldBeReadable(Duration time, String expected) {
        assertThat(Text.duration(time)).isEqualTo(expected);
    }

    @Test
    void numbersAndTimesShouldNotDependOnTheLocale() {
        assertThat(Text.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(Text.time(Instant.parse("2026-11-23T14:05:09Z"))).isEqualTo("2026-11-23 14:05 UTC");
    }

    @Test
    void longTextShouldBeCutBetweenCharacters() {
        assertThat(Text.fit("first\n  second", 100)).isEqualTo("first | second");
        assertThat(Text.fit("😀😀😀😀😀😀", 5)).isEqualTo("😀😀...");
        assertThat(Text.fit("abc", 0)).isEmpty();
    }

    @Test
    void jsonShouldKeepTheOrderAndEscape() {
        Json json = new Json()
                .with("b", "a \"quoted\" line\n")
                .with("a", List.of(1L, 2.5, true))
                .with("n", null)
                .with("o", new Json().with("t", Instant.EPOCH))
                .with("m", Map.of("k", List.of()));

        assertThat(json.toString())
                .isEqualTo("{\"b\":\"a \\\"quoted\\\" line\\n\",\"a\":[1,2.5,true],\"n\":null,"
                        + "\"o\":{\"t\":\"1970-01-01T00:00:00Z\"},\"m\":{\"k\":[]}}");
    }
}
