package io.syncline.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 42, Long.MAX_VALUE, 0, -1, Long.MIN_VALUE})
    void numberOfAnySignShouldBeAccepted(long value) {
        RecordId id = RecordId.of(value);

        assertThat(id.isNumber()).isTrue();
        assertThat(id.number()).isEqualTo(value);
        assertThat(id.value()).isEqualTo(value);
        assertThat(id).hasToString(String.valueOf(value));
        assertThatThrownBy(id::text).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "a", " ", "3f2a-77ab", "İ", "\uD83D\uDE00"})
    void textShouldBeKeptAsItIs(String text) {
        RecordId id = RecordId.of(text);

        assertThat(id.isNumber()).isFalse();
        assertThat(id.text()).isEqualTo(text);
        assertThat(id.value()).isEqualTo(text);
        assertThatThrownBy(id::number).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "\uD83D", "\uDE00\uD83D"})
    void textThatNoStoreKeepsShouldBeRefused(String text) {
        assertThatThrownBy(() -> RecordId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textShouldHaveAtMost512BytesInUtf8() {
        assertThat(RecordId.of("é".repeat(256)).text()).hasSize(256);

        assertThatThrownBy(() -> RecordId.of("é".repeat(256) + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("513");
    }

    @Test
    void numberAndTextOfTheSameDigitsShouldDiffer() {
        assertThat(RecordId.of("7")).isNotEqualTo(RecordId.of(7));
        assertThat(RecordId.of("7")).isEqualTo(RecordId.of("7")).hasSameHashCodeAs(RecordId.of("7"));
    }

    @Test
    void writtenNumberShouldBeReadAsANumberOnlyIfItIsWrittenBackTheSame() {
        assertThat(RecordId.parse("-12")).isEqualTo(RecordId.of(-12));
        for (String text : List.of("+12", "012", "-0", "1.0", "9223372036854775808", "٣", "a")) {
            assertThat(RecordId.parse(text)).as(text).isEqualTo(RecordId.of(text));
        }
    }

    @Test
    void idShouldBeShownOnOneLineAndUnlikeANumberItIsNot() {
        assertThat(RecordId.of(7)).hasToString("7");
        assertThat(RecordId.of("7")).hasToString("\"7\"");
        assertThat(RecordId.of("007")).hasToString("007");
        assertThat(RecordId.of("Grüße 🚀")).hasToString("Grüße 🚀");
        assertThat(RecordId.of("a\nb\u0007")).hasToString("a\\nb\\u0007");
    }

    @Test
    void idsShouldBeOrderedAsNumbersThenTextsByCodePoint() {
        List<RecordId> ascending = Stream.of(
                        RecordId.of(Long.MIN_VALUE),
                        RecordId.of(-1),
                        RecordId.of(9),
                        RecordId.of(10),
                        RecordId.of("10"),
                        RecordId.of("9"),
                        RecordId.of("A"),
                        RecordId.of("a"),
                        RecordId.of("ab"),
                        RecordId.of("\uFFFD"),
                        RecordId.of("\uD83D\uDE00"))
                .toList();

        assertThat(ascending.stream().sorted().toList()).isEqualTo(ascending);
    }
}
