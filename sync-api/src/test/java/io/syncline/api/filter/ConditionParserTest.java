package io.syncline.api.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionParserTest {

    @Test
    void comparisonsShouldBeRead() {
        assertThat(Condition.parse("city = 'Graz' and credit_limit > 1000"))
                .isEqualTo(Condition.equal("city", "Graz").and(Condition.greater("credit_limit", 1000L)));
        assertThat(Condition.parse("n<1")).isEqualTo(Condition.less("n", 1L));
        assertThat(Condition.parse("n <= -1.5e3")).isEqualTo(Condition.atMost("n", -1500.0));
        assertThat(Condition.parse("n>=+7")).isEqualTo(Condition.atLeast("n", 7L));
        assertThat(Condition.parse("active=true")).isEqualTo(Condition.equal("active", true));
        assertThat(Condition.parse("a != 'x'"))
                .isEqualTo(Condition.equal("a", "x").negate())
                .isEqualTo(Condition.parse("a <> 'x'"))
                .isEqualTo(Condition.parse("not a = 'x'"));
    }

    @Test
    void andShouldBindMoreCloselyThanOr() {
        assertThat(Condition.parse("a = 1 or b = 2 and not c = 3 or (d = 4 or e = 5) and f = 6"))
                .isEqualTo(Condition.anyOf(List.of(
                        Condition.equal("a", 1),
                        Condition.equal("b", 2).and(Condition.equal("c", 3).negate()),
                        Condition.equal("d", 4).or(Condition.equal("e", 5)).and(Condition.equal("f", 6)))));
    }

    @Test
    void listsAndExistenceShouldBeRead() {
        assertThat(Condition.parse("tag in ('a', 'it''s', 3)")).isEqualTo(Condition.in("tag", "a", "it's", 3L));
        assertThat(Condition.parse("tag NOT IN ('a')"))
                .isEqualTo(Condition.equal("tag", "a").negate());
        assertThat(Condition.parse("tag exists"))
                .isEqualTo(Condition.exists("tag"))
                .isEqualTo(Condition.parse("tag is not null"));
        assertThat(Condition.parse("tag Is Null"))
                .isEqualTo(Condition.exists("tag").negate());
    }

    @Test
    void namesShouldBeReadWithDotsAndInQuotes() {
        assertThat(Condition.parse("parent_id.city = 'x'").fields()).containsExactly("parent_id.city");
        assertThat(Condition.parse("Größe_1 = 1").fields()).containsExactly("Größe_1");
        assertThat(Condition.parse("\"with space, a \"\"quote\"\"\" = 1").fields())
                .containsExactly("with space, a \"quote\"");
        assertThat(Condition.parse("\"and\" = 1").fields()).containsExactly("and");
        String dotted = "a" + ".a".repeat(4_900);
        assertThat(Condition.parse(dotted + " = 1").fields()).containsExactly(dotted);
    }

    @Test
    void timesShouldBeFoundAsTheyAreStored() {
        assertThat(Condition.parse("t = '2026-11-30 09:30'"))
                .isEqualTo(Condition.in("t", "2026-11-30 09:30", "2026-11-30T09:30:00Z"));
        assertThat(Condition.parse("t = '2026-11-30T09:30:00Z'"))
                .isEqualTo(Condition.equal("t", "2026-11-30T09:30:00Z"));
        assertThat(Condition.parse("t > '2026-11-30T10:30:00+01:00'"))
                .isEqualTo(Condition.greater("t", Instant.parse("2026-11-30T09:30:00Z")));
        assertThat(Condition.parse("t < '2026-11-30'"))
                .isEqualTo(Condition.less("t", Instant.parse("2026-11-30T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "city | 4 | Expected =",
                "city = | 6 | Expected a text in single quotes",
                "city = Graz | 7 | Expected a text in single quotes",
                "city = \"Graz\" | 7 | Expected a text in single quotes",
                "city = 'Graz | 7 | A quote without its end",
                "city == 'Graz' | 6 | Expected a text in single quotes",
                "city = 'Graz' credit > 3 | 14 | Expected 'and', 'or' or the end",
                "(a = 1 | 6 | Expected ')'",
                "a in () | 6 | Expected a text in single quotes",
                "a in (1, 2 | 10 | Expected ')'",
                "a is 1 | 5 | Expected 'null'",
                "not | 3 | Expected the name of a field",
                "and = 1 | 0 | Expected the name of a field",
                "a = 1 and | 9 | Expected the name of a field",
                "a = 1; b | 5 | Unexpected character",
                "a $ 1 | 2 | Unexpected character",
                "t > 2026-11-30 | 8 | dates and times are written in single quotes",
                "n = 10kg | 6 | Unexpected character",
                "n = 1e999 | 4 | The number is too large",
                "name > 'Graz' | 7 | Texts have no order",
                "a like 'x' | 2 | Expected ="
            })
    void errorShouldNameItsPosition(String text, int position, String problem) {
        InvalidConditionException error =
                catchThrowableOfType(InvalidConditionException.class, () -> Condition.parse(text));
        assertThat(error).hasMessageContaining(problem).hasMessageContaining("character " + (position + 1));
        assertThat(error.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void blankConditionShouldBeRefused(String text) {
        assertThatThrownBy(() -> Condition.parse(text)).isInstanceOf(InvalidConditionException.class);
    }

    @Test
    void deepAndLongConditionsShouldBeRefused() {
        String deep = "(".repeat(100_000).substring(0, 5_000);
        assertThatThrownBy(() -> Condition.parse(deep)).hasMessageContaining("30 levels");
        assertThatThrownBy(() -> Condition.parse("not ".repeat(2_000) + "a = 1"))
                .hasMessageContaining("30 levels");
        assertThatThrownBy(() -> Condition.parse("a = '" + "x".repeat(10_000) + "'"))
                .hasMessageContaining("10000");
        assertThat(Condition.parse("not ".repeat(28) + "(a = 1)").fields()).containsExactly("a");
    }

    @Test
    void writtenConditionShouldBeReadBack() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Condition condition = condition(random, 4);
            assertThat(Condition.parse(condition.toString()))
                    .as(condition.toString())
                    .hasToString(condition.toString());
        }
    }

    private static Condition condition(Random random, int levels) {
        List<String> names = List.of("a", "parent_id.city", "with space", "quote\"d", "in", "Größe");
        String name = names.get(random.nextInt(names.size()));
        if (levels > 1 && random.nextInt(3) > 0) {
            List<Condition> parts = new ArrayList<>();
            for (int i = 2 + random.nextInt(2); i > 0; i--) {
                parts.add(condition(random, levels - 1));
            }
            return switch (random.nextInt(3)) {
                case 0 -> new And(parts);
                case 1 -> new Or(parts);
                default -> parts.get(0).negate();
            };
        }
        List<Object> values = List.of("it's", "", 5L, -2.5, 1e300, true, "2026-11-30");
        return switch (random.nextInt(4)) {
            case 0 -> Condition.exists(name);
            case 1 -> Condition.in(name, values.subList(0, 1 + random.nextInt(values.size())));
            case 2 -> Condition.atLeast(name, Instant.ofEpochSecond(random.nextInt(1_000_000)));
            default -> Condition.less(name, random.nextInt(100) / 4.0);
        };
    }

    @Test
    void wholeNumbersShouldKeepAllTheirDigits() {
        assertThat(Condition.parse("n = 9007199254740993.0"))
                .isEqualTo(Condition.equal("n", 9_007_199_254_740_993L))
                .isEqualTo(Condition.parse("n = 9007199254740993"));
        assertThat(Condition.parse("n = 9223372036854775808")).isEqualTo(Condition.equal("n", 0x1p63));
        assertThat(Condition.parse("n = 1E300")).isEqualTo(Condition.equal("n", 1e300));
        assertThat(Condition.parse("n = 0.1")).isEqualTo(Condition.equal("n", 0.1));
        assertThatThrownBy(() -> Condition.parse("n = 9223372036854775809"))
                .isInstanceOf(InvalidConditionException.class)
                .hasMessageContaining("more digits");
    }

    @Test
    void namesShouldNotBeTakenForKeywordsOfOtherLetters() {
        assertThat(Condition.parse("\u0131s = 1")).isEqualTo(Condition.equal("\u0131s", 1L));
        assertThat(Condition.parse("\"in\" = 1")).isEqualTo(Condition.equal("in", 1L));
    }

    @Test
    void dayThatThereIsNotShouldBeNamedAsSuch() {
        assertThatThrownBy(() -> Condition.parse("d < '2023-02-29'"))
                .isInstanceOf(InvalidConditionException.class)
                .hasMessageContaining("there is no such day")
                .hasMessageNotContaining("Texts have no order");
    }

    @Test
    void yearsBeyondThoseOfStoresShouldBeRefused() {
        for (Object moment : List.of(
                Instant.MAX,
                Instant.MIN,
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.parse("0000-12-31T23:59:59Z"),
                LocalDate.MAX,
                LocalDate.MIN,
                LocalDate.of(0, 12, 31))) {
            assertThatThrownBy(() -> Condition.less("d", moment))
                    .as(moment.toString())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0001 to 9999");
        }
        assertThat(Condition.less("d", LocalDate.of(1, 1, 1)).and(Condition.less("d", LocalDate.of(9999, 12, 31))))
                .satisfies(condition -> assertThat(
                                Condition.parse(condition.toString()).toString())
                        .isEqualTo(condition.toString()));
    }
}
