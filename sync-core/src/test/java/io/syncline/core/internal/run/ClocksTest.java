package io.syncline.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void clocksThatDifferByMoreThanTheOverlapShouldBeNamedWithTheDifference() {
        Duration overlap = Duration.ofMinutes(10);

        assertThat(new Clocks(NOW.plusSeconds(600), NOW).warning(overlap)).isEmpty();
        assertThat(new Clocks(NOW.plusSeconds(601), NOW).warning(overlap))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("601 s", "2026-11-24T08:10:01Z for the source", "2026-11-24T08:00:00Z for the"));
        assertThat(new Clocks(NOW, NOW.plusSeconds(601)).warning(overlap)).isPresent();
    }

    @Test
    void differenceOfAMinuteShouldBeToleratedHoweverShortTheOverlapIs() {
        assertThat(new Clocks(NOW, NOW.plusSeconds(60)).warning(Duration.ZERO)).isEmpty();
        assertThat(new Clocks(NOW, NOW.plusSeconds(61)).warning(Duration.ZERO)).isPresent();
    }

    /** A source that waits for a transaction is behind its own clock. */
    @Test
    void sourceThatIsBehindItsClockShouldNotBeTakenForAWrongClock() {
        Clocks waiting = new Clocks(NOW.minusSeconds(3600), NOW, NOW);
        assertThat(waiting.warning(Duration.ofMinutes(1))).isEmpty();
        assertThat(waiting.earlier()).isEqualTo(NOW.minusSeconds(3600));
    }
}
