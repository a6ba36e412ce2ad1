package io.syncline.enginetests.virtualtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator notices the faults that it is there for. */
class PlantedFaultsTest {

    private static final int MOST_HISTORIES = 2000;

    @ParameterizedTest
    @EnumSource
    void plantedFaultShouldBeCaught(Plants plant) {
        Optional<SimHistory.Outcome> caught = LongStream.rangeClosed(1, MOST_HISTORIES)
                .mapToObj(seed -> SimHistory.of(seed, plant))
                .filter(outcome -> !outcome.kept())
                .findFirst();

        assertThat(caught).as("a history in which %s breaks a promise", plant).isPresent();
    }
}
