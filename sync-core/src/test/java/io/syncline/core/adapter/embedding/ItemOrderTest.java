package io.syncline.core.adapter.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemOrderTest {

    private static final long NONE = ItemOrder.NO_INDEX;

    @Test
    void itemsShouldBeInTheOrderOfTheirNumbers() {
        assertThat(ItemOrder.of(new long[] {2, 0, 1}))
                .hasValueSatisfying(order -> assertThat(order).containsExactly(2, 0, 1));
    }

    @Test
    void positionShouldCountWhereNumbersTellNothing() {
        for (long[] indexes : new long[][] {{NONE, NONE, NONE, NONE}, {0, 0, 0, 0}, {1, 2, 3, 4}, {0, 1, 0, 1}}) {
            assertThat(ItemOrder.of(indexes))
                    .hasValueSatisfying(order -> assertThat(order).containsExactly(0, 1, 2, 3));
        }
    }

    @Test
    void numbersThatContradictThePositionShouldBeRefused() {
        assertThat(ItemOrder.of(new long[] {1, 0, 1, 0})).isEmpty();
    }
}
