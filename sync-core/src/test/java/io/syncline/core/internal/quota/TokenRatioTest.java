package io.syncline.core.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenRatioTest {

    private final TokenRatio ratio = new TokenRatio();

    @Test
    void tokensShouldBeUnchangedUntilSomethingIsReported() {
        assertThat(ratio.value()).isEqualTo(1);
        assertThat(ratio.value(1.5)).isEqualTo(1.5);
        assertThat(ratio.apply(10)).isEqualTo(10);
    }

    @Test
    void reportedTokensShouldScaleLaterCountsRoundedUp() {
        ratio.learn(1_000, 1_250);

        assertThat(ratio.value(1.5)).isEqualTo(1.25);
        assertThat(ratio.apply(10)).isEqualTo(13);
        assertThat(ratio.apply(0)).isEqualTo(1);
    }

    @Test
    void laterReportsShouldWeighMore() {
        ratio.learn(200_000, 200_000);
        ratio.learn(200_000, 400_000);

        assertThat(ratio.value()).isCloseTo(5.0 / 3, within(1e-9));
    }

    @Test
    void reportWithoutTokensShouldBeIgnored() {
        ratio.learn(0, 5);
        ratio.learn(5, 0);

        assertThat(ratio.value(1.5)).isEqualTo(1.5);
    }
}
