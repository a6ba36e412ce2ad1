package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuarantineTest {

    private static final Instant SINCE = Instant.parse("2026-11-28T10:00:00.123Z");

    @Test
    void graceShouldDetermineTheEnd() {
        Quarantine quarantine = Quarantine.of(SINCE.plusNanos(999), Duration.ofDays(30));

        assertThat(quarantine.since()).isEqualTo(SINCE);
        assertThat(quarantine.until()).isEqualTo(SINCE.plus(Duration.ofDays(30)));
    }

    @Test
    void quarantineShouldBeOverFromItsEndOn() {
        Quarantine quarantine = Quarantine.of(SINCE, Duration.ofMillis(10));

        assertThat(quarantine.isOver(SINCE.plusMillis(9))).isFalse();
        assertThat(quarantine.isOver(SINCE.plusMillis(10))).isTrue();
    }

    @Test
    void endBeforeTheStartShouldBeRefused() {
        assertThatThrownBy(() -> Quarantine.of(SINCE, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(SINCE.toString());
    }
}
