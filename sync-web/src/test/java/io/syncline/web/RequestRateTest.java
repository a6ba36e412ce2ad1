package io.syncline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {

    private long nanos;

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 1_000_000})
    void requestsShouldBeAdmittedAfterAnyQuietTime(int perMinute) {
        RequestRate rate = new RequestRate(perMinute, () -> nanos);
        for (Duration quiet : new Duration[] {Duration.ofMinutes(1), Duration.ofHours(3), Duration.ofDays(3650)}) {
            nanos += quiet.toNanos();
            assertThat(rate.admit()).as("after %s", quiet).isTrue();
        }
    }

    @Test
    void requestBeyondTheRateShouldBeRefusedUntilItsTimeHasCome() {
        RequestRate rate = new RequestRate(2, () -> nanos);
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isFalse();
        nanos += Duration.ofSeconds(30).toNanos();
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isFalse();
    }
}
