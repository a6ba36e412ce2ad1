package io.syncline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The loop of {@code sync --every}, on a clock that only the test moves. */
class RepetitionTest {

    private static final Duration PERIOD = Duration.ofSeconds(60);

    private final List<Long> starts = new ArrayList<>();
    private long now;

    private int repeat(int rounds, int status, Duration... lasting) throws Exception {
        Repetition repetition = new Repetition(PERIOD, () -> starts.size() >= rounds, () -> now, nanos -> now += nanos);
        return repetition.run(
                () -> {
                    Duration time = lasting[Math.min(starts.size(), lasting.length - 1)];
                    starts.add(Duration.ofNanos(now).toSeconds());
                    now += time.toNanos();
                    return status;
                },
                () -> status == ExitCode.USAGE);
    }

    @Test
    void startsShouldBeOnePeriodApart() throws Exception {
        assertThat(repeat(4, ExitCode.SUCCESS, Duration.ofSeconds(7))).isZero();
        assertThat(starts).containsExactly(0L, 60L, 120L, 180L);
    }

    @Test
    void longRoundShouldBeFollowedByOneAndNotByAllThatWereMissed() throws Exception {
        repeat(4, ExitCode.SUCCESS, Duration.ofSeconds(200), Duration.ofSeconds(1));

        assertThat(starts).containsExactly(0L, 200L, 260L, 320L);
    }

    @Test
    void failureShouldBeRepeatedAndAMistakeShouldNot() throws Exception {
        assertThat(repeat(3, ExitCode.FAILED, Duration.ZERO)).isEqualTo(ExitCode.FAILED);
        assertThat(starts).hasSize(3);
        starts.clear();
        assertThat(repeat(3, ExitCode.USAGE, Duration.ZERO)).isEqualTo(ExitCode.USAGE);
        assertThat(starts).hasSize(1);
    }

    @Test
    void stopDuringTheWaitShouldEndTheLoop() throws Exception {
        Repetition repetition = new Repetition(PERIOD, () -> false, () -> now, nanos -> {
            throw new InterruptedException();
        });

        assertThat(repetition.run(() -> ExitCode.SOME_RECORDS_FAILED, () -> false))
                .isEqualTo(ExitCode.SOME_RECORDS_FAILED);
    }
}
