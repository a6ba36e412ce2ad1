package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.RunPause;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final TransientException outage = new TransientException("down", null);
    private final TransientException rateLimit = TransientException.rateLimited("too many", null);
    private final CircuitBreaker breaker = new CircuitBreaker(
            RetrySettings.builder()
                    .firstWait(Duration.ofSeconds(4))
                    .longestWait(Duration.ofSeconds(20))
                    .build(),
            new SplittableRandom(1));

    @Test
    void failureShouldOpenTheCircuitForABackoff() {
        assertThat(fail(outage, 0, SECOND, UNKNOWN)).isTrue();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.reason()).contains(outage);
        assertThat(breaker.nanosLeft(SECOND)).isBetween(2 * SECOND, 4 * SECOND);
        assertThat(breaker.nanosLeft(5 * SECOND)).isZero();
    }

    @Test
    void failedProbesShouldDoubleTheBackoffUpToTheLongestWait() {
        fail(outage, 0, 0, UNKNOWN);

        assertThat(fail(outage, 10 * SECOND, 10 * SECOND, UNKNOWN)).isFalse();
        assertThat(breaker.nanosLeft(10 * SECOND)).isBetween(4 * SECOND, 8 * SECOND);
        for (long probe = 2; probe < 30; probe++) {
            fail(outage, probe * 30 * SECOND, probe * 30 * SECOND, UNKNOWN);
        }
        assertThat(breaker.nanosLeft(29 * 30 * SECOND)).isBetween(10 * SECOND, 20 * SECOND);
    }

    @Test
    void failureOfARequestSentBeforeShouldNotExtendTheBackoff() {
        fail(outage, 0, SECOND, UNKNOWN);
        long before = breaker.nanosLeft(2 * SECOND);

        assertThat(breaker.isProbe(SECOND)).isFalse();
        fail(rateLimit, SECOND, 2 * SECOND, UNKNOWN);

        assertThat(breaker.nanosLeft(2 * SECOND)).isEqualTo(before);
        assertThat(breaker.reason()).contains(outage);
    }

    @Test
    void requestedWaitShouldBeRespectedWithTheBackoffOnTop() {
        fail(TransientException.rateLimited("too many", Duration.ofSeconds(30)), 0, 0, UNKNOWN);

        assertThat(breaker.nanosLeft(0)).isBetween(32 * SECOND, 34 * SECOND);
    }

    @Test
    void requestedWaitShouldBeRespectedThoughTheRequestWasSentBefore() {
        fail(outage, 0, SECOND, UNKNOWN);

        fail(TransientException.rateLimited("too many", Duration.ofSeconds(30)), 0, 2 * SECOND, UNKNOWN);

        assertThat(breaker.nanosLeft(2 * SECOND)).isEqualTo(30 * SECOND);
    }

    @Test
    void backoffShouldBeShorterWhenItIsKnownWhenTheServiceHasRoom() {
        fail(rateLimit, 0, 0, SECOND);

        assertThat(breaker.nanosLeft(0)).isEqualTo(SECOND);
    }

    @Test
    void backoffAfterARateLimitShouldBeAtMostFiveSeconds() {
        fail(rateLimit, 0, 0, UNKNOWN);

        fail(rateLimit, 10 * SECOND, 10 * SECOND, UNKNOWN);

        assertThat(breaker.nanosLeft(10 * SECOND)).isBetween(5 * SECOND / 2, 5 * SECOND);
    }

    @Test
    void pauseShouldNameItsReason() {
        fail(rateLimit, 0, SECOND, SECOND);
        assertThat(breaker.waitCause("service"))
                .isEqualTo(new WaitCause(RunPause.Reason.RATE_LIMIT, "service", "too many", SECOND, 2 * SECOND));

        fail(outage, 3 * SECOND, 3 * SECOND, SECOND);
        assertThat(breaker.waitCause("service").reason()).isEqualTo(RunPause.Reason.OUTAGE);
    }

    @Test
    void closedCircuitShouldStartOverWithTheFirstWait() {
        for (long i = 0; i < 5; i++) {
            fail(outage, i * 30 * SECOND, i * 30 * SECOND, UNKNOWN);
        }

        breaker.close();

        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.reason()).isEmpty();
        assertThat(breaker.nanosLeft(0)).isZero();
        fail(outage, 200 * SECOND, 200 * SECOND, UNKNOWN);
        assertThat(breaker.nanosLeft(200 * SECOND)).isBetween(2 * SECOND, 4 * SECOND);
    }

    @Test
    void singleFailureOfARequestShouldNotOpenTheCircuit() {
        assertThat(breaker.failed(outage, 0, 0, UNKNOWN)).isFalse();
        assertThat(breaker.failed(outage, 0, 0, UNKNOWN)).isFalse();
        breaker.responded();
        assertThat(breaker.failed(outage, 0, 0, UNKNOWN)).isFalse();
        assertThat(breaker.failed(outage, 0, 0, UNKNOWN)).isFalse();

        assertThat(breaker.failed(outage, 0, 0, UNKNOWN))
                .as("the third one in a row")
                .isTrue();
    }

    /** Fails requests until the circuit is open, or one request if it is. */
    private boolean fail(SyncException failure, long sentAt, long now, long retryAfter) {
        boolean wasOpen = breaker.isOpen();
        boolean opened = breaker.failed(failure, sentAt, now, retryAfter);
        while (!wasOpen && !opened) {
            opened = breaker.failed(failure, sentAt, now, retryAfter);
        }
        return opened;
    }
}
