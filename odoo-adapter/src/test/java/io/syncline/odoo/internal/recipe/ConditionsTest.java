package io.syncline.odoo.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionsTest {

    private static Conditions on(String... values) {
        return Conditions.of("when", Map.of("f", List.of(values)));
    }

    static List<Arguments> values() {
        return List.of(
                Arguments.of("done", "done"),
                Arguments.of(true, "true"),
                Arguments.of(false, "false"),
                Arguments.of(3, "3"),
                Arguments.of(3.0, "3"),
                Arguments.of(2.5, "2.5"),
                Arguments.of(List.of(7, "Deco"), "7"),
                Arguments.of(List.of(7, 9), "9"),
                Arguments.of(List.of(7), "7"),
                Arguments.of(List.of(), "false"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueShouldBeComparedAsItIsWritten(Object sent, String written) {
        assertThat(on(written, "x").areMetBy(Map.of("f", sent))).isTrue();
        assertThat(on("!x").areMetBy(Map.of("f", sent))).isTrue();
        assertThat(on("x", "y").areMetBy(Map.of("f", sent))).isFalse();
        assertThat(on("!" + written, "!x").areMetBy(Map.of("f", sent))).isFalse();
    }

    @Test
    void nothingShouldBeFalse() {
        Map<String, Object> row = new HashMap<>();
        row.put("f", null);

        assertThat(on("false").areMetBy(row)).isTrue();
        assertThat(on("!false").areMetBy(row)).isFalse();
    }

    @Test
    void valueThatWasNotSentShouldMeetNoCondition() {
        assertThat(on("x").areMetBy(Map.of())).isFalse();
        assertThat(on("!x").areMetBy(Map.of())).isFalse();
        assertThat(on("!x").missing(Map.of())).contains("f");
        assertThat(on("!x").missing(Map.of("f", "x"))).isEmpty();
    }

    @Test
    void conditionOnAFieldThatTheVersionLacksShouldNotCount() {
        assertThat(on("x").on(Set.of("g")).areMetBy(Map.of())).isTrue();
        assertThat(on("x").on(Set.of("f")).areMetBy(Map.of())).isFalse();
    }

    @Test
    void wantedAndExcludedValuesOfOneFieldShouldBeRefused() {
        assertThatThrownBy(() -> on("x", "!y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'when'")
                .hasMessageContaining("'f'");
        assertThatThrownBy(() -> on()).isInstanceOf(IllegalArgumentException.class);
    }
}
