package io.syncline.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetrierTest {

    private final Retrier retrier = new Retrier(
            new ThreadedEventLoop(Runnable::run, new AtomicLong()::get),
            RetrySettings.builder()
                    .firstWait(Duration.ofMillis(500))
                    .longestWait(Duration.ofSeconds(3))
                    .build(),
            new Random(7));

    private Duration longestOf(int failures) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 1_000; i++) {
            Duration wait = retrier.backoff(failures);
            longest = wait.compareTo(longest) > 0 ? wait : longest;
        }
        return longest;
    }

    @Test
    void boundOfTheBackoffShouldDoubleUpToTheLongestWait() {
        assertThat(longestOf(0)).isBetween(Duration.ofMillis(450), Duration.ofMillis(500));
        assertThat(longestOf(1)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_000));
        assertThat(longestOf(3)).isBetween(Duration.ofMillis(2_700), Duration.ofMillis(3_000));
        assertThat(longestOf(1_000)).isBetween(Duration.ofMillis(2_700), Duration.ofMillis(3_000));
    }
}
