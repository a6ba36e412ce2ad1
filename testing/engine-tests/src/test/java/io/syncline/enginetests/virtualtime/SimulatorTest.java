package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories on a virtual clock. {@code -Dsyncline.histories=N} plays another number of them and
 * {@code -Dsyncline.seed=S} begins with another seed.
 */
class SimulatorTest {

    @Test
    void promisesShouldBeKeptInEveryHistory() {
        long first = Long.getLong("syncline.seed", 1);
        long count = Long.getLong("syncline.histories", 500);

        List<String> breaches = LongStream.range(first, first + count)
                .mapToObj(seed -> SimHistory.of(seed, Plant.NONE))
                .filter(outcome -> !outcome.kept())
                .map(SimHistory.Outcome::breach)
                .limit(10)
                .toList();

        assertThat(breaches).isEmpty();
    }

    @Test
    void historyShouldBeTheSameWhenPlayedAgain() {
        long first = Long.getLong("syncline.seed", 1);

        for (long seed = first; seed < first + 100; seed++) {
            assertThat(SimHistory.of(seed, Plant.NONE)).isEqualTo(SimHistory.of(seed, Plant.NONE));
        }
    }
}
