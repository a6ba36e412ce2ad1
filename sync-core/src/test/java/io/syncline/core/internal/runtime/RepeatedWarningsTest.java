package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {

    private final List<String> logged = new ArrayList<>();
    private final List<String> debugged = new ArrayList<>();
    private final RepeatedWarnings warnings = new RepeatedWarnings(logged::add, debugged::add);

    @Test
    void firstWarningShouldBeLoggedAtOnceAndTheOthersCounted() {
        warnings.warn("Embedding 50 texts failed; retrying in 233 ms: HTTP 500");
        assertThat(logged).containsExactly("Embedding 50 texts failed; retrying in 233 ms: HTTP 500");

        warnings.warn("Embedding 25 texts failed; retrying in 419 ms: HTTP 500");
        assertThat(logged).hasSize(1);
        assertThat(debugged).containsExactly("Embedding 25 texts failed; retrying in 419 ms: HTTP 500");

        warnings.end();
        assertThat(logged)
                .last()
                .isEqualTo("Warned 2 times in this run: Embedding 25 texts failed; retrying in 419 ms: HTTP 500");
    }

    @Test
    void firstRecordsShouldBeNamedInOneLine() {
        IntStream.rangeClosed(1, 12).forEach(id -> warnings.warn(RecordId.of(id), "Record " + id + " failed: no"));

        warnings.end();

        assertThat(logged)
                .containsExactly(
                        "Record 1 failed: no",
                        "Record 10 failed: no",
                        "Warned 12 times in this run (records 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...): Record 12 failed: no");
    }

    @Test
    void otherCausesShouldBeLoggedOnTheirOwn() {
        warnings.warn(RecordId.of(1), "Record 1 failed: too long");
        warnings.warn(RecordId.of(2), "Record 2 failed: refused");

        warnings.end();

        assertThat(logged).containsExactly("Record 1 failed: too long", "Record 2 failed: refused");
        assertThat(debugged).isEmpty();
    }

    @Test
    void oneRecordShouldBeNamedOnceHoweverOftenItFails() {
        warnings.warn(RecordId.of(7), "Record 7 failed: attempt 1");
        warnings.warn(RecordId.of(7), "Record 7 failed: attempt 2");

        warnings.end();

        assertThat(logged).last().isEqualTo("Warned 2 times in this run (record 7): Record 7 failed: attempt 2");
    }

    @Test
    void linesShouldStayFewWhenEachMessageDiffers() {
        IntStream.range(0, 5_000)
                .mapToObj(number -> "Refused: "
                        + Integer.toString(number, 2).replace('0', 'x').replace('1', 'y'))
                .forEach(warnings::warn);

        warnings.end();

        assertThat(logged).hasSizeLessThan(60);
        assertThat(logged)
                .last()
                .asString()
                .startsWith("Warned 4950 times in this run for other reasons, the last one: Refused: ");
        assertThat(debugged).hasSizeGreaterThan(4_900);
    }

    @Test
    void recordsWithTextsAsIdsShouldCountAsOneKind() {
        for (String id : List.of("ALPHA", "BETA", "GAMMA")) {
            warnings.warn(RecordId.of(id), "Record " + RecordId.of(id) + " failed: too long");
        }

        warnings.end();

        assertThat(logged).hasSize(2);
        assertThat(logged).last().asString().startsWith("Warned 3 times in this run (records ALPHA, BETA, GAMMA)");
    }

    @Test
    void warningOfTheRunShouldBeLoggedHoweverManyKindsThereAreOfRecords() {
        IntStream.range(0, 1_000)
                .forEach(number -> warnings.warn(
                        RecordId.of(number),
                        "Refused: "
                                + Integer.toString(number, 2).replace('0', 'x').replace('1', 'y')));

        warnings.warn("The sink cannot be reached");

        assertThat(logged).last().isEqualTo("The sink cannot be reached");
    }

    @Test
    void nextRunShouldStartOver() {
        warnings.warn("No");
        warnings.end();
        warnings.warn("No");
        warnings.end();

        assertThat(logged).containsExactly("No", "No");
    }
}
