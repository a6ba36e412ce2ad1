package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories on a virtual clock. {@code -Dsyncline.histories=N} sets their number and {@code -Dsyncline.seed=S}
 * the first seed.
 */
class SimulatorTest {

    @Test
    void guaranteesShouldHoldInEveryHistory() {
        long first = Long.getLong("syncline.seed", 1);
        long count = Long.getLong("syncline.histories", 500);

        List<String> violations = LongStream.range(first, first + count)
                .mapToObj(seed -> SimHistory.of(seed, PlantedFault.NONE))
                .filter(outcome -> !outcome.holds())
                .map(SimHistory.Outcome::violation)
                .limit(10)
                .toList();

        assertThat(violations).isEmpty();
    }

    @Test
    void historyShouldBeTheSameWhenPlayedAgain() {
        long first = Long.getLong("syncline.seed", 1);

        for (long seed = first; seed < first + 100; seed++) {
            assertThat(SimHistory.of(seed, PlantedFault.NONE)).isEqualTo(SimHistory.of(seed, PlantedFault.NONE));
        }
    }
}
