package io.syncline.pgvector;

import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Order;
import io.syncline.core.adapter.sink.ConditionTranslator;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions as predicates of a JSON path, which the GIN index over payloads serves. Paths are lax: a filter looks at each element of
 * a list, and a missing entry is an empty sequence. An element that is a list itself would be unwrapped too, but for the comparison
 * of its type.
 */
final class JsonPathCondition extends ConditionTranslator<String> {

    private static final String NUMBER = "number";

    @Override
    protected boolean canExpress(Condition condition) {
        return condition.fields().stream().noneMatch(field -> field.indexOf('\0') >= 0);
    }

    @Override
    protected String everything() {
        return "(1 == 1)";
    }

    @Override
    protected String all(List<String> filters) {
        return filters.stream().collect(Collectors.joining(" && ", "(", ")"));
    }

    @Override
    protected String any(List<String> filters) {
        return filters.stream().collect(Collectors.joining(" || ", "(", ")"));
    }

    @Override
    protected String not(String filter) {
        return "(!(" + filter + "))";
    }

    @Override
    protected String text(String field, List<String> values) {
        return element(
                field,
                "string",
                values.stream()
                        .map(value -> "@ == " + StoredPayload.quoted(value))
                        .collect(Collectors.joining(" || ", "(", ")")));
    }

    @Override
    protected String truth(String field, boolean value) {
        return element(field, "boolean", "@ == " + value);
    }

    @Override
    protected String number(String field, List<Number> values) {
        return element(
                field,
                NUMBER,
                values.stream().map(value -> "@ == " + value).collect(Collectors.joining(" || ", "(", ")")));
    }

    @Override
    protected String number(String field, Order order, Number value) {
        return element(field, NUMBER, "@ " + order.sign() + " " + value);
    }

    @Override
    protected String time(String field, Order order, Instant value) {
        boolean before = order == Order.LESS || order == Order.AT_MOST;
        return element(
                field, "string", "@ " + (before ? "<" : ">=") + " " + StoredPayload.quoted(textBound(order, value)));
    }

    @Override
    protected String exists(String field) {
        return "exists (" + path(field) + "[*])";
    }

    private static String element(String field, String type, String test) {
        return "exists (" + path(field) + " ? (@.type() == \"" + type + "\" && " + test + "))";
    }

    private static String path(String field) {
        return "$." + StoredPayload.quoted(field);
    }
}
