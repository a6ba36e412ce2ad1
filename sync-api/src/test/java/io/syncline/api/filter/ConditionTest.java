package io.syncline.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values of conditions; what they mean is the contract of sinks. */
class ConditionTest {

    @Test
    void valuesShouldBeConvertedToTheTypesOfPayloads() {
        assertThat(Condition.in("f", 1, (short) 2, 3L, 1.5f, "x", true))
                .isEqualTo(Condition.in("f", 1L, 2L, 3L, 1.5, "x", true));
        assertThat(Condition.equal("f", LocalDate.parse("2026-11-30"))).isEqualTo(Condition.equal("f", "2026-11-30"));
        assertThat(Condition.equal("f", OffsetDateTime.parse("2026-11-30T10:00:00+01:00")))
                .isEqualTo(Condition.equal("f", "2026-11-30T09:00:00Z"));
        assertThat(Condition.less("f", LocalDate.parse("2026-11-30")))
                .isEqualTo(Condition.less("f", Instant.parse("2026-11-30T00:00:00Z")));
    }

    @Test
    void otherValuesShouldBeRefused() {
        List<Object> refused = new ArrayList<>(List.of(
                Double.NaN, Double.POSITIVE_INFINITY, BigDecimal.ONE, 'c', List.of("x"), Map.of(), new Object()));
        refused.add(null);
        for (Object value : refused) {
            List<Object> values = new ArrayList<>();
            values.add(value);
            assertThatThrownBy(() -> Condition.in("f", values))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'f'");
        }
        assertThatThrownBy(() -> Condition.less("f", "text")).hasMessageContaining("Texts have no order");
        assertThatThrownBy(() -> Condition.less("f", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Condition.exists("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Condition.in("f", List.of())).hasMessageContaining("at least one");
    }

    @Test
    void sizeAndDepthShouldBeCounted() {
        Condition condition = Condition.parse("a in (1, 2, 3) and not (b exists or c < 2)");
        assertThat(condition.size()).isEqualTo(5);
        assertThat(condition.depth()).isEqualTo(4);
        assertThat(condition.fields()).containsExactly("a", "b", "c");
    }
}
