package io.syncline.testkit.contract;

import io.syncline.api.filter.Condition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Payloads and conditions of a seed, from values that are easily confused with each other. Not thread-safe. */
final class RandomFilters {

    private static final List<String> FIELDS = List.of("a", "a.b", "Größe", "with space", "x_1", "quote\"d");

    private static final List<Object> VALUES = List.of(
            "Graz",
            "graz",
            "Graz ",
            "Größe",
            "",
            "5",
            "true",
            "it's \"quoted\" \\ back",
            "2026-11-30",
            "2026-11-30T00:00:00Z",
            "2026-11-30T00:00:00.000001Z",
            "2026-12-01T01:00:00+02:00",
            "2026-11-31",
            "2026-11-30 00:00:00",
            5L,
            5.0,
            4.999999999999999,
            -5L,
            0L,
            -0.0,
            0.1,
            1L << 53,
            (1L << 53) + 1,
            (double) (1L << 53),
            Long.MAX_VALUE,
            0x1p63,
            1e300,
            -1e300,
            true,
            false);

    private static final List<Object> ORDERED = List.of(
            5L,
            5.0,
            4.5,
            -5L,
            0L,
            0.1,
            1L << 53,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            1e300,
            LocalDate.parse("2026-11-30"),
            LocalDate.parse("0001-01-01"),
            LocalDate.parse("9999-12-31"),
            Instant.parse("2026-11-30T00:00:00.000001Z"),
            Instant.parse("2026-11-30T23:00:00Z"));

    private final Random random;

    RandomFilters(long seed) {
        this.random = new Random(seed);
    }

    Map<String, Object> payload() {
        Map<String, Object> payload = new HashMap<>();
        for (String field : FIELDS) {
            if (random.nextInt(4) > 0) {
                payload.put(field, stored());
            }
        }
        return payload;
    }

    private Object stored() {
        if (random.nextInt(4) > 0) {
            return any(VALUES);
        }
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(random.nextInt(6) == 0 ? List.of(any(VALUES)) : any(VALUES));
        }
        return list;
    }

    /** A condition of at most some levels. */
    Condition condition(int levels) {
        if (levels > 1 && random.nextInt(3) > 0) {
            if (random.nextInt(3) == 0) {
                return condition(levels - 1).negate();
            }
            List<Condition> parts = new ArrayList<>();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                parts.add(condition(levels - 1));
            }
            return random.nextBoolean() ? Condition.allOf(parts) : Condition.anyOf(parts);
        }
        return onEntry(any(FIELDS));
    }

    private Condition onEntry(String field) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Condition.equal(field, any(VALUES));
            case 2 -> Condition.in(field, List.of(any(VALUES), any(VALUES), any(VALUES)));
            case 3 -> Condition.less(field, any(ORDERED));
            case 4 -> Condition.atMost(field, any(ORDERED));
            case 5 -> Condition.greater(field, any(ORDERED));
            case 6 -> Condition.atLeast(field, any(ORDERED));
            default -> Condition.exists(field);
        };
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
