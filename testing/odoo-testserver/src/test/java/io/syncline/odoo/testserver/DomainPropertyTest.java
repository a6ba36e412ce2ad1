package io.syncline.odoo.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random domains, evaluated by the server and by a direct implementation of three-valued logic. */
class DomainPropertyTest {
    private static final int ROUNDS = 400;

    private final OdooServer server = OdooServer.builder()
            .clock((InstantSource) () -> Instant.parse("2026-11-23T11:00:00Z"))
            .user("admin", "admin")
            .start();
    private final OdooClient client = new OdooClient(server, 2, "admin");
    private final List<Map<String, Object>> rows = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyDomainShouldFindWhatBruteForceFinds() {
        long seed = 20261123L;
        Random random = new Random(seed);
        fill(random);
        for (int round = 0; round < ROUNDS; round++) {
            List<Object> domain = new ArrayList<>();
            Logic expected = node(random, domain, 3);
            domain.add(List.of("active", "in", List.of(true, false)));
            List<Long> ids = rows.stream()
                    .filter(row -> Boolean.TRUE.equals(expected.of(row)))
                    .map(row -> (Long) row.get("id"))
                    .toList();

            assertThat(client.search("res.partner", domain))
                    .as("seed %s: %s", seed, domain)
                    .isEqualTo(ids);
            assertThat(client.call("res.partner", "search_count", domain)).isEqualTo((long) ids.size());
        }
    }

    private void fill(Random random) {
        for (int i = 0; i < 120; i++) {
            Map<String, Object> row = new HashMap<>();
            putSometimes(random, row, "name", "name " + random.nextInt(6));
            putSometimes(random, row, "color", (long) random.nextInt(6));
            putSometimes(random, row, "partner_latitude", random.nextInt(6) / 2.0);
            row.put("is_company", random.nextBoolean());
            if (i > 10) {
                putSometimes(
                        random, row, "parent_id", rows.get(random.nextInt(10)).get("id"));
            }
            long id = server.database().create("res.partner", row);
            row.put("id", id);
            rows.add(row);
        }
    }

    private static void putSometimes(Random random, Map<String, Object> row, String field, Object value) {
        if (random.nextInt(4) > 0) {
            row.put(field, value);
        }
    }

    /** True, false or unknown. */
    private interface Logic {
        Boolean of(Map<String, Object> row);
    }

    private Logic node(Random random, List<Object> domain, int depth) {
        int kind = depth == 0 ? 3 : random.nextInt(5);
        if (kind < 2) {
            domain.add(kind == 0 ? "&" : "|");
            Logic left = node(random, domain, depth - 1);
            Logic right = node(random, domain, depth - 1);
            return kind == 0
                    ? and(left, right)
                    : row -> not(and(negated(left), negated(right)).of(row));
        }
        if (kind == 2) {
            domain.add("!");
            return negated(node(random, domain, depth - 1));
        }
        return leaf(random, domain);
    }

    private static Logic and(Logic left, Logic right) {
        return row -> {
            Boolean a = left.of(row);
            Boolean b = right.of(row);
            if (Boolean.FALSE.equals(a) || Boolean.FALSE.equals(b)) {
                return false;
            }
            return (a == null || b == null) ? null : Boolean.TRUE;
        };
    }

    private static Logic negated(Logic logic) {
        return row -> not(logic.of(row));
    }

    private static Boolean not(Boolean value) {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private Logic leaf(Random random, List<Object> domain) {
        switch (random.nextInt(6)) {
            case 0 -> {
                return compare(random, domain, "color", (long) random.nextInt(6));
            }
            case 1 -> {
                return compare(random, domain, "partner_latitude", random.nextInt(6) / 2.0);
            }
            case 2 -> {
                return compare(
                        random,
                        domain,
                        "id",
                        rows.get(random.nextInt(rows.size())).get("id"));
            }
            case 3 -> {
                String part = "e " + random.nextInt(6);
                boolean negative = random.nextBoolean();
                domain.add(List.of("name", negative ? "not ilike" : "ilike", part.toUpperCase(java.util.Locale.ROOT)));
                return row -> row.get("name") == null
                        ? Boolean.valueOf(negative)
                        : Boolean.valueOf(((String) row.get("name")).contains(part) != negative);
            }
            case 4 -> {
                long color = random.nextInt(6);
                domain.add(List.of("parent_id.color", ">=", color));
                return row -> {
                    Map<String, Object> parent = byId(row.get("parent_id"));
                    return parent != null && parent.get("color") instanceof Long own && own >= color;
                };
            }
            default -> {
                return among(random, domain);
            }
        }
    }

    private Logic among(Random random, List<Object> domain) {
        List<Object> values = new ArrayList<>(List.of("name " + random.nextInt(6), "name " + random.nextInt(6)));
        boolean orEmpty = random.nextBoolean();
        if (orEmpty) {
            values.add(false);
        }
        boolean wanted = random.nextBoolean();
        domain.add(List.of("name", wanted ? "in" : "not in", values));
        return row -> (row.get("name") == null ? orEmpty : values.contains(row.get("name"))) == wanted;
    }

    private Map<String, Object> byId(Object id) {
        return rows.stream()
                .filter(row -> Objects.equals(row.get("id"), id))
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static Logic compare(Random random, List<Object> domain, String field, Object value) {
        String operator = List.of("=", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
        domain.add(List.of(field, operator, value));
        return row -> {
            if (row.get(field) == null) {
                // Odoo adds "or is null" to inequality, and its opposite of equality is inequality.
                return operator.equals("!=") ? Boolean.TRUE : operator.equals("=") ? Boolean.FALSE : null;
            }
            int order = ((Comparable<Object>) row.get(field)).compareTo(value);
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        };
    }
}
