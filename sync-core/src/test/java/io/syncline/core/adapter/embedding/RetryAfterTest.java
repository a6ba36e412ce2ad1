package io.syncline.core.adapter.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final String NOW = "Mon, 23 Nov 2026 15:11:12 GMT";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | PT0S",
                "20 | PT20S",
                "999999999 | PT999999999S",
                "Mon, 23 Nov 2026 15:11:12 GMT | PT0S",
                "Mon, 23 Nov 2026 15:11:42 GMT | PT30S",
            })
    void secondsAndDatesShouldBeParsed(String value, Duration wait) {
        assertThat(parse(Map.of("Retry-After", value, "Date", NOW))).hasValue(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "9999999999", "Mon, 23 Nov 2026 15:11:00 GMT"})
    void malformedOrPastValueShouldCountAsNone(String value) {
        assertThat(parse(Map.of("Retry-After", value, "Date", NOW))).isEmpty();
    }

    @Test
    void dateShouldCountAsNoneWhenTheServerSendsNoClock() {
        assertThat(parse(Map.of("Retry-After", NOW))).isEmpty();
    }

    @Test
    void millisecondsShouldTakePrecedence() {
        assertThat(parse(Map.of("Retry-After", "2", "Retry-After-Ms", "1500"))).hasValue(Duration.ofMillis(1500));
        assertThat(parse(Map.of("Retry-After", "2", "Retry-After-Ms", "x"))).hasValue(Duration.ofSeconds(2));
    }

    private static Optional<Duration> parse(Map<String, String> headers) {
        return RetryAfter.of(name -> Optional.ofNullable(headers.get(name)));
    }
}
