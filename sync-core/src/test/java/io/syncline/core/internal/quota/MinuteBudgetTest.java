package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MinuteBudgetTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AdmissionTime time = new AdmissionTime();
    private final MinuteBudget budget = new MinuteBudget(600, 1, time);

    private long now;

    /** Spends as fast as the budget allows, and returns how much that was. */
    private int spendFor(long nanos) {
        long end = now + nanos;
        int spent = 0;
        while (true) {
            long wait = budget.nanosUntil(1);
            if (now + wait >= end) {
                now = end;
                time.advance(now);
                return spent;
            }
            now += wait;
            time.advance(now);
            budget.spend(1);
            spent++;
        }
    }

    @Test
    void minuteAfterAnIdleTimeShouldNotExceedTheLimit() {
        now = 600 * SECOND;
        time.advance(now);

        assertThat(spendFor(60 * SECOND)).isBetween(590, 600);
        assertThat(spendFor(60 * SECOND)).isBetween(580, 600);
    }

    @Test
    void shareShouldSlowSpendingDown() {
        budget.use(0.5);

        assertThat(spendFor(60 * SECOND)).isBetween(295, 300);
    }

    @Test
    void settledAmountShouldReplaceTheReservedOne() {
        now = 600 * SECOND;
        time.advance(now);
        RateBudget.Spending spending = budget.spend(600);
        assertThat(budget.nanosUntil(1)).isGreaterThan(60 * SECOND);

        spending.settle(0);

        assertThat(budget.nanosUntil(1)).isZero();
    }

    @Test
    void amountShouldBeMeasuredInMinutes() {
        assertThat(budget.minutes(300)).isEqualTo(0.5);
    }
}
