package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final AdmissionTime time = new AdmissionTime();
    private final TokenBucket bucket = new TokenBucket(10, 0.5, time);

    @Test
    void bucketShouldStartEmptyAndFillSteadily() {
        assertThat(bucket.nanosUntil(3)).isEqualTo(6);
        time.advance(4);
        assertThat(bucket.nanosUntil(3)).isEqualTo(2);
        time.advance(6);
        assertThat(bucket.nanosUntil(3)).isZero();
    }

    @Test
    void bucketShouldHoldNoMoreThanItsCapacity() {
        time.advance(1_000);
        bucket.take(10);
        assertThat(bucket.nanosUntil(1)).isEqualTo(2);
    }

    @Test
    void amountBeyondTheCapacityShouldWaitForAFullBucket() {
        assertThat(bucket.nanosUntil(50)).isEqualTo(20);
    }

    @Test
    void overdraftShouldBeRepaidFirst() {
        bucket.take(4);
        assertThat(bucket.nanosUntil(1)).isEqualTo(10);
        bucket.take(-4);
        assertThat(bucket.nanosUntil(1)).isEqualTo(2);
    }

    @Test
    void restartShouldEmptyTheBucket() {
        time.advance(20);
        bucket.restart(1);
        assertThat(bucket.nanosUntil(5)).isEqualTo(5);
    }
}
