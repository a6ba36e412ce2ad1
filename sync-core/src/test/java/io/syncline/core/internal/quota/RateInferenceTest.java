package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.core.internal.quota.RateModel.Steady;
import io.syncline.core.internal.quota.RateModel.Windowed;
import io.syncline.core.internal.quota.RequestHistory.Sent;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateInferenceTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long COST = SECOND / 10;
    private static final long JITTER = Duration.ofMillis(25).toNanos();

    private final RequestHistory history = new RequestHistory();

    private void taken(double second) {
        taken(second, 0);
    }

    private void taken(double second, double latency) {
        Sent sent = history.sent(nanos(second), COST);
        history.taken(sent, COST, nanos(second + latency));
    }

    private void refused(double second) {
        history.refused(history.sent(nanos(second), COST), nanos(second));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    private List<RateModel> models(double second) {
        return new RateInference(history).models(nanos(second));
    }

    /** A service accepts fifty requests in any 20 s, and receives ten per second. */
    private void fillWindowOfTwentySeconds() {
        for (int i = 0; i < 50; i++) {
            taken(i * 0.1);
        }
        refused(5);
        refused(10);
        refused(19.5);
    }

    @Test
    void windowShouldBeInferredFromTheNextAcceptance() {
        fillWindowOfTwentySeconds();
        taken(20.05);
        taken(20.15);

        assertThat(models(20.3)).allSatisfy(model -> {
            assertThat(model).isInstanceOf(Windowed.class);
            assertThat(((Windowed) model).length()).isBetween(20 * SECOND, 60 * SECOND);
        });
        assertThat(models(20.3)).contains(new Windowed(20 * SECOND, 50 * COST, JITTER));
    }

    @Test
    void laterAcceptanceShouldExcludeLongerWindows() {
        fillWindowOfTwentySeconds();
        for (int i = 0; i < 50; i++) {
            taken(20.05 + i * 0.1);
        }

        assertThat(models(26)).containsExactly(new Windowed(20 * SECOND, 50 * COST, JITTER));
    }

    @Test
    void roomShouldBeExpectedWhenTheShortestCommonWindowHasSome() {
        fillWindowOfTwentySeconds();

        long wait = new RateInference(history).nanosUntilRoom(COST, nanos(19.6));

        assertThat(wait).isEqualTo(nanos(0.4) + JITTER);
    }

    @Test
    void bucketShouldBeInferredFromTheRateBetweenRefusals() {
        for (int i = 0; i < 50; i++) {
            taken(i * 0.1);
        }
        refused(5);
        for (int i = 1; i <= 20; i++) {
            taken(5 + i * 0.25);
            refused(5.05 + i * 0.25);
        }

        assertThat(models(10.2))
                .singleElement()
                .isInstanceOfSatisfying(
                        Steady.class, steady -> assertThat(steady.share()).isCloseTo(0.4, Offset.offset(0.02)));
    }

    @Test
    void nothingShouldBeInferredFromContradictions() {
        fillWindowOfTwentySeconds();
        taken(19.6);
        refused(19.7);
        for (int i = 0; i < 60; i++) {
            taken(21 + i * 0.05);
        }

        assertThat(models(25)).isEmpty();
    }

    @Test
    void refusalShouldNotCountForAWindowWhoseBeginIsForgotten() {
        fillWindowOfTwentySeconds();
        assertThat(models(20)).isNotEmpty();

        history.forgetBefore(nanos(2));

        // The remaining part of a window of 20 s would suggest a limit of thirty.
        assertThat(models(20)).isEmpty();
    }

    @Test
    void requestsInFlightShouldCountAsSentButNotAsAccepted() {
        for (int i = 0; i < 10; i++) {
            history.sent(i * COST, COST);
        }
        refused(1);

        assertThat(models(1)).isEmpty();
    }

    @Test
    void requestsOfUncertainArrivalShouldExcludeNothing() {
        for (int i = 0; i < 50; i++) {
            taken(i * 0.1);
        }
        refused(5);
        taken(9.9, 0.2);
        for (int i = 0; i < 20; i++) {
            taken(10.1 + i * 0.1);
        }

        // Judged by the times of sending, fifty-one were accepted in 10 s.
        assertThat(models(12.1))
                .anySatisfy(model -> assertThat(((Windowed) model).length()).isEqualTo(10 * SECOND));
    }

    @Test
    void windowShouldBeRespectedWithMarginForVaryingLatencies() {
        for (int i = 0; i < 50; i++) {
            taken(i * 0.1, i % 2 == 0 ? 0.1 : 0.5);
        }
        refused(5.5);
        refused(19.9);
        taken(20.1, 0.1);

        assertThat(models(20.3))
                .isNotEmpty()
                .allSatisfy(model -> assertThat(((Windowed) model).jitter()).isEqualTo(nanos(0.2)));
    }
}
