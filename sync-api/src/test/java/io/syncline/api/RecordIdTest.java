package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 42, Long.MAX_VALUE})
    void positiveNumberShouldBeAccepted(long value) {
        assertThat(RecordId.of(value).value()).isEqualTo(value);
        assertThat(RecordId.of(value)).hasToString(String.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void otherNumberShouldBeRefused(long value) {
        assertThatThrownBy(() -> RecordId.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(value));
    }

    @Test
    void idsShouldBeOrderedAsNumbers() {
        assertThat(RecordId.of(9)).isLessThan(RecordId.of(10));
        assertThat(RecordId.of(Long.MAX_VALUE)).isGreaterThan(RecordId.of(1));
    }
}
