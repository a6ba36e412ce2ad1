package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdaptiveConcurrencyTest {

    private static final Duration FAST = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofMillis(400);

    private final AdaptiveConcurrency concurrency = new AdaptiveConcurrency(4, 6);

    private void succeedWanted(int times, Duration latency) {
        for (int i = 0; i < times; i++) {
            concurrency.wantMore();
            concurrency.succeeded(latency);
        }
    }

    @Test
    void limitShouldGrowByOneWithARoundOfSuccesses() {
        succeedWanted(4, FAST);
        assertThat(concurrency.limit()).isEqualTo(4);

        succeedWanted(1, FAST);

        assertThat(concurrency.limit()).isEqualTo(5);
    }

    @Test
    void limitShouldNotExceedTheMost() {
        succeedWanted(1_000, FAST);

        assertThat(concurrency.limit()).isEqualTo(6);
        assertThat(new AdaptiveConcurrency(9, 6).limit()).isEqualTo(6);
    }

    @Test
    void limitShouldStayWhenNoRequestHadToWait() {
        for (int i = 0; i < 100; i++) {
            concurrency.succeeded(FAST);
        }

        assertThat(concurrency.limit()).isEqualTo(4);
    }

    @Test
    void limitShouldStayWhenRequestsGetSlower() {
        concurrency.succeeded(FAST);

        succeedWanted(20, SLOW);

        assertThat(concurrency.limit()).isEqualTo(4);
    }

    @Test
    void shortestLatencyShouldBeForgottenSlowly() {
        concurrency.succeeded(FAST);

        succeedWanted(200, SLOW);

        assertThat(concurrency.limit()).isEqualTo(6);
    }

    @Test
    void failuresOfOneRoundShouldLowerTheLimitOnce() {
        concurrency.failed(1, 10);
        concurrency.failed(2, 11);
        assertThat(concurrency.limit()).isEqualTo(2);

        concurrency.failed(12, 20);

        assertThat(concurrency.limit()).isEqualTo(1);
    }

    @Test
    void limitShouldNeverFallBelowOne() {
        for (int i = 0; i < 50; i++) {
            concurrency.failed(i, i);
        }

        assertThat(concurrency.limit()).isEqualTo(1);
    }
}
