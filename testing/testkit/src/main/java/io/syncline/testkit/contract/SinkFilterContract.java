package io.syncline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.filter.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What conditions on the payload mean: the same in every sink, as {@link Condition} says. */
public interface SinkFilterContract extends SinkContract {

    @Test
    default void textsShouldBeEqualByAllTheirCharacters() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("city", "Graz"),
                Map.of("city", "graz"),
                Map.of("city", "Graz "),
                Map.of("city", "Gräz"),
                Map.of("city", "it's \"Graz\" \\ \n"),
                Map.of("city", ""));
        assertThat(filters.matching("city = 'Graz'")).containsExactly(1L);
        assertThat(filters.matching(Condition.equal("city", "it's \"Graz\" \\ \n")))
                .containsExactly(5L);
        assertThat(filters.matching("city = ''")).containsExactly(6L);
        assertThat(filters.matching("city in ('graz', 'Gräz', 'Wien')")).containsExactly(2L, 4L);
    }

    @Test
    default void numbersShouldBeComparedByValue() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("n", 5L),
                Map.of("n", 5.0),
                Map.of("n", "5"),
                Map.of("n", 5.5),
                Map.of("n", -7L),
                Map.of("n", true));
        assertThat(filters.matching("n = 5")).containsExactly(1L, 2L);
        assertThat(filters.matching("n = 5.0")).containsExactly(1L, 2L);
        assertThat(filters.matching("n > 5")).containsExactly(4L);
        assertThat(filters.matching("n >= 5.0")).containsExactly(1L, 2L, 4L);
        assertThat(filters.matching("n < 5.25")).containsExactly(1L, 2L, 5L);
        assertThat(filters.matching("n <= -7")).containsExactly(5L);
        assertThat(filters.matching("n in (5.5, -7, '5')")).containsExactly(3L, 4L, 5L);
    }

    @Test
    default void greatNumbersShouldNotBeRounded() {
        long great = 1L << 53;
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("n", great),
                Map.of("n", great + 1),
                Map.of("n", (double) great),
                Map.of("n", Long.MAX_VALUE),
                Map.of("n", 0x1p63));
        assertThat(filters.matching(Condition.equal("n", great))).containsExactly(1L, 3L);
        assertThat(filters.matching(Condition.equal("n", great + 1))).containsExactly(2L);
        assertThat(filters.matching(Condition.greater("n", great))).containsExactly(2L, 4L, 5L);
        assertThat(filters.matching(Condition.atMost("n", Long.MAX_VALUE))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(filters.matching(Condition.not(Condition.equal("n", great + 1))))
                .containsExactly(1L, 3L, 4L, 5L);
    }

    @Test
    default void trueAndFalseShouldEqualOnlyThemselves() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("active", true),
                Map.of("active", false),
                Map.of("active", "true"),
                Map.of("active", 1L),
                Map.of());
        assertThat(filters.matching("active = true")).containsExactly(1L);
        assertThat(filters.matching("active = false")).containsExactly(2L);
        assertThat(filters.matching("active != true")).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    default void listShouldMatchByAnyElement() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("tags", List.of("vip", "new")),
                Map.of("tags", List.of("new", 7L)),
                Map.of("tags", "vip"),
                Map.of("tags", List.of(List.of("vip"))),
                Map.of("tags", List.of()),
                Map.of("tags", List.of(1L, 9.5, true)));
        assertThat(filters.matching("tags = 'vip'")).containsExactly(1L, 3L);
        assertThat(filters.matching("tags = 'new'")).containsExactly(1L, 2L);
        assertThat(filters.matching("tags > 5")).containsExactly(2L, 6L);
        assertThat(filters.matching("tags = true")).containsExactly(6L);
        assertThat(filters.matching("tags > 1 and tags < 9")).containsExactly(2L, 6L);
        assertThat(filters.matching("tags != 'vip'")).containsExactly(2L, 4L, 5L, 6L);
    }

    @Test
    default void missingEntryShouldSatisfyOnlyNegations() {
        SinkFilters filters = SinkFilters.of(
                this, Map.of("city", "Graz", "n", 1L), Map.of("city", "Wien"), Map.of("n", 2L), Map.of());
        assertThat(filters.matching("city = 'Graz'")).containsExactly(1L);
        assertThat(filters.matching("city != 'Graz'")).containsExactly(2L, 3L, 4L);
        assertThat(filters.matching("city != 'Graz' and city exists")).containsExactly(2L);
        assertThat(filters.matching("n < 2")).containsExactly(1L);
        assertThat(filters.matching("not n < 2")).containsExactly(2L, 3L, 4L);
        assertThat(filters.matching("not (not (city = 'Graz'))")).containsExactly(1L);
    }

    @Test
    default void entryShouldExistUnlessItIsMissingOrAnEmptyList() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("x", ""),
                Map.of("x", false),
                Map.of("x", 0L),
                Map.of("x", List.of()),
                Map.of("x", List.of("a")),
                Map.of("y", "x"),
                Map.of("x", List.of(List.of())));
        assertThat(filters.matching("x exists")).containsExactly(1L, 2L, 3L, 5L, 7L);
        assertThat(filters.matching("x is not null")).containsExactly(1L, 2L, 3L, 5L, 7L);
        assertThat(filters.matching("x is null")).containsExactly(4L, 6L);
    }

    @Test
    default void datesAndTimesShouldBeComparedAsMoments() {
        SinkFilters filters = SinkFilters.of(
                this,
                Map.of("t", "2026-11-30"),
                Map.of("t", "2026-11-30T09:30:00Z"),
                Map.of("t", "2026-11-30T09:30:00.5Z"),
                Map.of("t", "2026-12-01T01:00:00+02:00"),
                Map.of("t", "soon"),
                Map.of("t", "2026-11-31"),
                Map.of("t", 20261130L),
                Map.of("t", List.of("2020-01-01", "2030-01-01")));
        assertThat(filters.matching("t >= '2026-11-30' and t < '2026-12-01'")).containsExactly(1L, 2L, 3L, 4L, 8L);
        assertThat(filters.matching("t > '2026-11-30T09:30:00Z'")).containsExactly(3L, 4L, 8L);
        assertThat(filters.matching("t <= '2026-11-30T10:30:00+01:00'")).containsExactly(1L, 2L, 8L);
        assertThat(filters.matching(Condition.less("t", LocalDate.parse("2026-11-30"))))
                .containsExactly(8L);
        assertThat(filters.matching(Condition.atLeast("t", Instant.parse("2026-11-30T23:00:00Z"))))
                .containsExactly(4L, 8L);
        assertThat(filters.matching("not t < '2026-12-01'")).containsExactly(5L, 6L, 7L);
        assertThat(filters.matching("t = '2026-11-30 09:30:00'")).containsExactly(2L);
    }

    @Test
    default void entryShouldBeFoundWhateverItsName() {
        List<String> names = List.of(
                "parent_id.city",
                "parent_id",
                "with space",
                "Größe",
                "quote\"d",
                "back\\slash",
                "$.a",
                "a[0]",
                "a[]",
                "and");
        List<Map<String, Object>> payloads = new ArrayList<>();
        names.forEach(name -> payloads.add(Map.of(name, "x")));
        SinkFilters filters = SinkFilters.of(this, payloads);
        for (int i = 0; i < names.size(); i++) {
            assertThat(filters.matching(Condition.equal(names.get(i), "x")))
                    .as(names.get(i))
                    .containsExactly(i + 1L);
            assertThat(filters.matching(Condition.exists(names.get(i)).negate()))
                    .as("without " + names.get(i))
                    .hasSize(names.size() - 1)
                    .doesNotContain(i + 1L);
        }
    }

    @Test
    default void randomConditionsShouldMatchWhatTheyMean() {
        RandomFilters random = new RandomFilters(20_261_130);
        List<Map<String, Object>> payloads =
                IntStream.range(0, 120).mapToObj(i -> random.payload()).toList();
        SinkFilters filters = SinkFilters.of(this, payloads);
        for (int round = 0; round < 150; round++) {
            Condition condition = random.condition(4);
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < payloads.size(); i++) {
                if (ExpectedMatch.of(condition, payloads.get(i))) {
                    expected.add(i + 1L);
                }
            }
            assertThat(filters.matching(condition)).as(condition.toString()).isEqualTo(expected);
        }
    }
}
