package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code read_group} without groups: the count, and minimum, maximum, sum and mean of fields. */
final class Aggregates {
    static final String PARAMETERS = "domain fields groupby offset? limit? orderby? lazy?";

    private Aggregates() {}

    static Object readGroup(Arguments call) {
        if (!call.names("groupby").isEmpty()) {
            throw OdooError.internal("NotImplementedError", "this server aggregates without groups only");
        }
        call.env().requireRead(call.table());
        List<Row> rows = new ArrayList<>();
        new Search(call.env(), call.table(), call.domain("domain")).forEach(rows::add);
        Map<String, @Nullable Object> group = new LinkedHashMap<>();
        group.put("__count", (long) rows.size());
        for (String field : call.names("fields")) {
            String[] parts = field.split(":", 2);
            if (parts.length == 2) {
                Column column =
                        call.env().columns(call.table(), List.of(parts[0])).get(0);
                group.put(parts[0], aggregate(values(call, column, rows), parts[1]));
            }
        }
        return List.of(group);
    }

    private static List<Object> values(Arguments call, Column column, List<Row> rows) {
        return rows.stream()
                .map(row -> Cells.resolve(column.raw(row), call.env().scope()))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .toList();
    }

    private static Object aggregate(List<Object> values, String how) {
        if (values.isEmpty()) {
            return false;
        }
        return switch (how) {
            case "max" -> wire(values.stream().max(ValueCondition::compare).orElseThrow());
            case "min" -> wire(values.stream().min(ValueCondition::compare).orElseThrow());
            case "count" -> (long) values.size();
            case "sum" -> sum(values);
            case "avg" -> values.stream().mapToDouble(Cells::decimal).average().orElseThrow();
            default -> throw OdooError.user("Invalid aggregation function '" + how + "'.");
        };
    }

    private static Object sum(List<Object> values) {
        return values.get(0) instanceof Long
                ? (Object) values.stream().mapToLong(Cells::whole).sum()
                : (Object) values.stream().mapToDouble(Cells::decimal).sum();
    }

    private static Object wire(Object value) {
        return value instanceof java.time.LocalDateTime time
                ? Moments.text(time)
                : value instanceof java.time.LocalDate day ? Moments.text(day) : value;
    }
}
