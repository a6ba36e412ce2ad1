package io.syncline.core.port.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IdRangeTest {

    @Test
    void beginShouldBeExclusiveAndEndInclusive() {
        IdRange range = new IdRange(3, 5);

        assertThat(range.contains(3)).isFalse();
        assertThat(range.contains(4)).isTrue();
        assertThat(range.contains(5)).isTrue();
        assertThat(range.contains(6)).isFalse();
    }

    @Test
    void remainingRangeShouldKeepItsEnd() {
        assertThat(new IdRange(3, 5).from(4)).isEqualTo(new IdRange(4, 5));
        assertThat(new IdRange(3, 5).from(5).contains(5)).isFalse();
        assertThat(IdRange.after(7)).isEqualTo(new IdRange(7, Long.MAX_VALUE));
    }

    @Test
    void malformedRangeShouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdRange(-1, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdRange(6, 5))
                .withMessageContaining("after 6 up to 5");
    }
}
