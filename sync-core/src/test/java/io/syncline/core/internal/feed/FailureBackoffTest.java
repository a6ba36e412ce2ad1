package io.syncline.core.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.FailedRecord;
import io.syncline.api.RecordId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureBackoffTest {

    private static final Instant FAILED_AT = Instant.parse("2026-11-24T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"1, PT0S", "2, PT0S", "3, PT1M", "4, PT2M", "5, PT4M", "13, PT17H4M", "14, PT24H", "1000000, PT24H"})
    void waitShouldDoubleWithEachAttemptUpToADay(int attempts, Duration wait) {
        assertThat(FailureBackoff.wait(attempts)).isEqualTo(wait);
    }

    @Test
    void recordShouldBeAttemptedAgainFromTheEndOfItsWaitOn() {
        FailedRecord failure = new FailedRecord(RecordId.of(1), "broken", 4, FAILED_AT, FAILED_AT);
        Instant end = FAILED_AT.plus(Duration.ofMinutes(2));

        assertThat(FailureBackoff.retryAfter(failure)).isEqualTo(end);
        assertThat(FailureBackoff.mayRetry(failure, end.minusMillis(1))).isFalse();
        assertThat(FailureBackoff.mayRetry(failure, end)).isTrue();
    }
}
