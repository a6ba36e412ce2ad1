package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.filter.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Conditions at the limits of what a search takes, which every sink takes too. */
public interface SinkFilterLimitsContract extends SinkContract {

    /** The most values, and the most levels, of {@link io.syncline.api.SearchRequest#where}. */
    int VALUES = 1000;

    /** The same of levels. */
    int LEVELS = 40;

    @Test
    default void conditionShouldTakeAThousandValues() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("n", 998L, "t", "text 1"),
                Map.of("n", 0.5, "t", "other"),
                Map.of("n", -1L, "t", "text 999"));
        List<Object> numbers =
                new ArrayList<>(LongStream.range(0, VALUES - 1).boxed().toList());
        numbers.add(0.5);
        assertThat(filters.matching(Condition.in("n", numbers))).containsExactly(1L, 2L);
        assertThat(filters.matching(Condition.in("n", numbers).negate())).containsExactly(3L);
        List<Object> texts =
                IntStream.range(0, VALUES).mapToObj(i -> (Object) ("text " + i)).toList();
        assertThat(filters.matching(Condition.in("t", texts))).containsExactly(1L, 3L);
        List<Condition> single =
                numbers.stream().map(number -> Condition.equal("n", number)).toList();
        assertThat(filters.matching(Condition.anyOf(single))).containsExactly(1L, 2L);
        assertThat(filters.matching(
                        Condition.allOf(single.stream().map(Condition::negate).toList())))
                .containsExactly(3L);
    }

    @Test
    default void conditionShouldTakeFortyLevels() {
        SinkFilters filters = SinkFilters.of(this, Map.of("n", 1L), Map.of("n", 2L), Map.of("n", 3L));
        Condition nested = Condition.equal("n", 1);
        while (nested.depth() < LEVELS) {
            nested = nested.depth() % 2 == 0 ? nested.and(Condition.exists("n")) : nested.or(Condition.equal("n", 3));
        }
        assertThat(filters.matching(nested)).containsExactly(1L, 3L);
        Condition negated = Condition.equal("n", 1);
        while (negated.depth() < LEVELS - 1) {
            negated = negated.and(Condition.exists("n")).negate();
        }
        assertThat(filters.matching(negated)).isEqualTo(expected(negated, 3));
    }

    private static List<Long> expected(Condition condition, int records) {
        return LongStream.rangeClosed(1, records)
                .filter(n -> ExpectedMatch.of(condition, Map.of("n", n)))
                .boxed()
                .toList();
    }

    @Test
    default void textsWithNulShouldBeFound() {
        SinkFilters filters = SinkFilters.of(
                this, Map.of("t", "a\0b"), Map.of("t", "ab"), Map.of("t", "a"), Map.of("t", List.of("x", "a\0b")));
        assertThat(filters.matching(Condition.equal("t", "a\0b"))).containsExactly(1L, 4L);
        assertThat(filters.matching(Condition.equal("t", "a\0b").negate())).containsExactly(2L, 3L);
        assertThat(filters.matching(Condition.in("t", "ab", "a\0b"))).containsExactly(1L, 2L, 4L);
    }

    @Test
    default void firstAndLastYearShouldBeComparedToo() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("d", "0001-01-01"),
                Map.of("d", "2026-11-30"),
                Map.of("d", "9999-12-31T23:59:59Z"),
                Map.of("d", "10000-01-01"));
        LocalDate first = LocalDate.of(1, 1, 1);
        LocalDate last = LocalDate.of(9999, 12, 31);
        assertThat(filters.matching(Condition.atLeast("d", first))).containsExactly(1L, 2L, 3L);
        assertThat(filters.matching(Condition.greater("d", last))).containsExactly(3L);
        assertThat(filters.matching(Condition.less("d", last))).containsExactly(1L, 2L);
        assertThat(filters.matching(Condition.less("d", first))).isEmpty();
        assertThat(filters.matching(Condition.less("d", last).negate())).containsExactly(3L, 4L);
    }

    /** Nothing that is near may keep the only record that matches from being found, however little a store's filter tells. */
    @Test
    default void oneOfManyShouldBeFoundByAConditionThatNoStoreExpresses() {
        long great = (1L << 60) + 1;
        List<Map<String, Object>> payloads = IntStream.range(0, 1500)
                .mapToObj(i -> Map.<String, Object>of("n", great + 2L * i, "d", "2026-11-30", "quote\"d", (long) i))
                .toList();
        SinkFilters filters = SinkFilters.of(this, payloads);
        assertThat(filters.matching(Condition.equal("n", great + 2L * 1400))).containsExactly(1401L);
        assertThat(filters.matching(Condition.equal("quote\"d", 1499L))).containsExactly(1500L);
        assertThat(filters.matching(
                        Condition.less("d", LocalDate.parse("2026-12-01")).negate()))
                .isEmpty();
    }
}
