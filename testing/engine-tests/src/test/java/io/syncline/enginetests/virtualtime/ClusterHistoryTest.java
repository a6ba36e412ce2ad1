package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Random histories of syncs on a cluster. {@code -Dsyncline.histories=N} sets their number and {@code -Dsyncline.seed=S} the first
 * seed.
 */
class ClusterHistoryTest {

    private static final int MOST_HISTORIES = 2000;

    @Test
    void nothingShouldBeLostInAnyHistory() {
        long first = Long.getLong("syncline.seed", 1);
        long count = Long.getLong("syncline.histories", 500);

        List<String> violations = LongStream.range(first, first + count)
                .boxed()
                .flatMap(seed -> ClusterHistory.violations(seed, ClusterPlant.NONE).stream()
                        .map(violation -> "seed " + seed + ": " + violation))
                .limit(10)
                .toList();

        assertThat(violations).isEmpty();
    }

    @Tag("nightly")
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void plantedFaultShouldBeDetected(ClusterPlant plant) {
        assertThat(LongStream.rangeClosed(1, MOST_HISTORIES)
                        .filter(seed -> !ClusterHistory.violations(seed, plant).isEmpty())
                        .findFirst())
                .as("a history in which %s loses something", plant)
                .isPresent();
    }
}
