package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0",
        "1, 3, 33",
        "999, 1000, 99",
        "9999999, 10000000, 99",
        "10, 10, 100",
        "11, 10, 100",
        "0, 0, 100",
        "4611686018427387904, 9223372036854775807, 50",
    })
    void percentShouldBeRoundedDown(long done, long total, int percent) {
        assertThat(Percent.of(done, OptionalLong.of(total))).hasValue(percent);
    }

    @Test
    void percentShouldBeEmptyWithoutATotal() {
        assertThat(Percent.of(5, OptionalLong.empty())).isEmpty();
    }
}
