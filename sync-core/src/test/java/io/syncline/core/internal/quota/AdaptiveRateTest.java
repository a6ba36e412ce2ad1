package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.internal.quota.RequestHistory.Sent;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdaptiveRateTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long COST = SECOND / 10;
    private static final long JITTER = Duration.ofMillis(25).toNanos();

    private final AdaptiveRate pace = new AdaptiveRate();
    private long now;

    private void taken() {
        Sent sent = pace.sent(now, COST);
        pace.taken(sent, COST, now);
    }

    private long refused() {
        return pace.refused(pace.sent(now, COST), now);
    }

    /** A service accepts fifty requests in any 10 s. */
    private void learnHalf() {
        for (int i = 0; i < 50; i++) {
            taken();
            now += COST;
        }
        refused();
        now = 10 * SECOND - COST;
        refused();
        now = 10 * SECOND + JITTER;
        taken();
        pace.recovered(now);
    }

    @Test
    void wholeQuotaShouldBeUsedUntilARefusal() {
        taken();

        assertThat(pace.share()).isEqualTo(1);
        assertThat(pace.nanosUntil(COST, now)).isZero();
        assertThat(pace.grow(now + 1000 * SECOND)).isFalse();
    }

    @Test
    void shareAndWindowShouldBeLearnedFromRefusals() {
        learnHalf();

        assertThat(pace.share()).isEqualTo(0.5);
        // One request has left the window and one was sent, so the next may follow when the second one leaves.
        assertThat(pace.nanosUntil(COST, now)).isEqualTo(COST);
    }

    @Test
    void nextAttemptShouldBeWhenAWindowHasRoom() {
        for (int i = 0; i < 50; i++) {
            taken();
            now += COST;
        }
        refused();
        now = 9 * SECOND;

        assertThat(refused()).isEqualTo(SECOND + JITTER);
    }

    @Test
    void shareShouldGrowByTwiceAsMuchWithEachQuietPeriodUntilItIsWhole() {
        learnHalf();

        assertThat(pace.grow(now + 9 * SECOND)).isFalse();
        assertThat(pace.grow(now + 10 * SECOND)).isTrue();
        assertThat(pace.share()).isCloseTo(0.51, Offset.offset(1e-9));
        assertThat(pace.grow(now + 19 * SECOND)).isFalse();
        assertThat(pace.grow(now + 20 * SECOND)).isTrue();
        assertThat(pace.share()).isCloseTo(0.53, Offset.offset(1e-9));
        for (int i = 3; i <= 6; i++) {
            assertThat(pace.grow(now + i * 10L * SECOND)).isTrue();
        }
        assertThat(pace.share()).isEqualTo(1);
        assertThat(pace.nanosUntil(COST, now)).isZero();
    }

    @Test
    void quietPeriodShouldGetLongerWhereARefusalConfirmsTheShare() {
        learnHalf();
        now += COST / 2;
        refused();
        now += COST / 2;
        taken();
        pace.recovered(now);

        assertThat(pace.share()).isCloseTo(0.5, Offset.offset(0.02));
        assertThat(pace.grow(now + 19 * SECOND)).isFalse();
        assertThat(pace.grow(now + 20 * SECOND)).isTrue();
    }

    @Test
    void shareShouldFallGraduallyWhenTheEvidenceIsContradictory() {
        learnHalf();
        for (int i = 0; i < 100; i++) {
            now += COST;
            taken();
        }
        now += 12 * SECOND;
        refused();
        now += 25 * SECOND;
        refused();
        now += SECOND;
        taken();
        pace.recovered(now);

        assertThat(pace.share()).isBetween(0.34, 0.5);
    }

    /** A rejected text costs nothing, and may be the request that detects that the service accepts requests again. */
    @Test
    void shareShouldRecoverWhenOnlyFreeRequestsWereAccepted() {
        refused();
        now += SECOND;
        pace.taken(pace.sent(now, COST), 0, now);
        pace.recovered(now);

        assertThat(pace.share()).isCloseTo(0.7, Offset.offset(1e-9));
        for (int i = 1; i <= 6; i++) {
            pace.grow(now + i * 10L * SECOND);
        }
        assertThat(pace.share()).isEqualTo(1);
    }
}
