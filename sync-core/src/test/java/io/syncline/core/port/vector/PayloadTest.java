package io.syncline.core.port.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadTest {

    static List<Object> refused() {
        return List.of(7, 1.5f, Double.NaN, Double.POSITIVE_INFINITY, Map.of(), List.of(7));
    }

    @Test
    void valuesShouldBeOrderedByName() {
        Payload payload = Payload.of(Map.of("b", 1L, "c", List.of("x", 2.5), "a", true));

        assertThat(payload.values().keySet()).containsExactly("a", "b", "c");
        assertThat(payload).isEqualTo(Payload.of(Map.of("a", true, "b", 1L, "c", List.of("x", 2.5))));
        assertThat(Payload.of(Map.of())).isEqualTo(Payload.EMPTY);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void valueOfAnotherTypeShouldBeRefusedByName(Object value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Payload.of(Map.of("city", value)))
                .withMessageContaining("'city'");
    }

    @Test
    void reservedNameShouldBeRefused() {
        for (String name : Payload.RESERVED) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Payload.of(Map.of(name, 1L)))
                    .withMessageContaining("'" + name + "'");
        }
    }
}
