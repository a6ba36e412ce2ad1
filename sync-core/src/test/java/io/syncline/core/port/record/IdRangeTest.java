package io.syncline.core.port.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.syncline.api.RecordId;
import org.junit.jupiter.api.Test;

class IdRangeTest {

    @Test
    void beginShouldBeExclusiveAndEndInclusive() {
        IdRange range = IdRange.of(3, 5);

        assertThat(range.contains(RecordId.of(3))).isFalse();
        assertThat(range.contains(RecordId.of(4))).isTrue();
        assertThat(range.contains(RecordId.of(5))).isTrue();
        assertThat(range.contains(RecordId.of(6))).isFalse();
        assertThat(range.contains(RecordId.of("4"))).isFalse();
    }

    @Test
    void openRangesShouldHoldEveryKindOfId() {
        assertThat(IdRange.ALL.contains(RecordId.of(Long.MIN_VALUE))).isTrue();
        assertThat(IdRange.ALL.contains(RecordId.of("z"))).isTrue();
        assertThat(IdRange.after(Cursor.after(7)).contains(RecordId.of("a"))).isTrue();
        assertThat(IdRange.after(Cursor.after(RecordId.of("a"))).contains(RecordId.of(Long.MAX_VALUE)))
                .isFalse();
    }

    @Test
    void remainingRangeShouldKeepItsEnd() {
        assertThat(IdRange.of(3, 5).remainingAfter(Cursor.after(4))).isEqualTo(IdRange.of(4, 5));
        assertThat(IdRange.of(3, 5).remainingAfter(Cursor.after(5)).contains(RecordId.of(5)))
                .isFalse();
        assertThat(IdRange.after(Cursor.after(7))).isEqualTo(new IdRange(Cursor.after(7), Cursor.END));
    }

    @Test
    void malformedRangeShouldBeRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdRange(Cursor.after(-1), Cursor.START));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdRange.of(6, 5))
                .withMessageContaining("after 6 up to 5");
    }
}
