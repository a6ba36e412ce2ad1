package io.syncline.mcp.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRateTest {

    private final SetTime time = new SetTime();

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 1_000_000})
    void requestsShouldBeAdmittedAfterAnyQuietTime(int perMinute) {
        RequestRate rate = new RequestRate(perMinute, time);
        for (Duration quiet : new Duration[] {Duration.ofMinutes(1), Duration.ofHours(3), Duration.ofDays(3650)}) {
            time.nanos += quiet.toNanos();
            assertThat(rate.admit()).as("after %s", quiet).isTrue();
        }
    }

    @Test
    void requestBeyondTheRateShouldBeRefusedUntilItsTimeHasCome() {
        RequestRate rate = new RequestRate(2, time);
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isFalse();
        time.nanos += Duration.ofSeconds(30).toNanos();
        assertThat(rate.admit()).isTrue();
        assertThat(rate.admit()).isFalse();
    }

    /** A time that passes only when a test sets it. */
    private static final class SetTime implements ServiceTime {

        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void await(CompletableFuture<?> event, Duration most) {
            nanos += most.toNanos();
        }
    }
}
