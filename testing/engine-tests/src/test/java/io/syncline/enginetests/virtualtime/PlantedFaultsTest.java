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
    // Few histories lose sight of records in steps; TouchedRemovalsTest holds the limits over several runs. Few have a
    // late write of
    // a touched record beside a listing that stores it; TouchTest holds that the listing's stays.
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIMITS_OF_ONE_RUN", "TOUCHED_AND_LISTED_UNDER_ONE_EPOCH"})
    void plantedFaultShouldBeDetected(PlantedFaults plant) {
        Optional<SimHistory.Outcome> caught = LongStream.rangeClosed(1, MOST_HISTORIES)
                .mapToObj(seed -> SimHistory.of(seed, plant))
                .filter(outcome -> !outcome.holds())
                .findFirst();

        assertThat(caught).as("a history in which %s breaks a promise", plant).isPresent();
    }
}
