package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPauseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE_LIMIT | PT12S | waiting for voyage/voyage-4/1024: rate limit, next attempt in 12 s",
                "OUTAGE | PT0.001S | waiting for voyage/voyage-4/1024: outage, next attempt in 1 s",
                "SHARED_BUDGET | PT0S | waiting for voyage/voyage-4/1024: shared budget unreachable, next attempt in progress",
                "NO_ANSWER | PT0S | waiting for voyage/voyage-4/1024: no answer yet, for 60 s",
            })
    void descriptionShouldNameEmbedderReasonAndNextAttempt(
            RunPause.Reason reason, Duration retryIn, String description) {
        RunPause pause = new RunPause(
                reason, RunPause.Party.EMBEDDER, "voyage/voyage-4/1024", "message", Duration.ofMinutes(1), retryIn);

        assertThat(pause.describe()).isEqualTo(description);
    }
}
