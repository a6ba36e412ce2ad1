package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator detects every planted fault. */
class PlantedFaultsTest {

    private static final int MOST_HISTORIES = 2000;

    @ParameterizedTest
    // few histories lose sight of records in steps, and TouchedRemovalsTest holds the limits over several runs
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LIMITS_OF_ONE_RUN")
    void plantedFaultShouldBeDetected(PlantedFaults plant) {
        Optional<SimHistory.Outcome> caught = LongStream.rangeClosed(1, MOST_HISTORIES)
                .mapToObj(seed -> SimHistory.of(seed, plant))
                .filter(outcome -> !outcome.holds())
                .findFirst();

        assertThat(caught).as("a history in which %s breaks a promise", plant).isPresent();
    }
}
