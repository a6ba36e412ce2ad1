package io.syncline.sqlite;

import io.syncline.api.filter.Condition;
import io.syncline.api.filter.Order;
import io.syncline.core.adapter.sink.ConditionTranslator;
import io.syncline.core.adapter.sink.PayloadJson;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition in SQL, on the column {@code payload} of points.
 *
 * @param sql the expression
 * @param parameters its parameters
 */
record SqlCondition(String sql, List<Object> parameters) {

    /** Translates conditions. A list is a table of its elements, a single value one of a row, and a missing entry one without. */
    static final class Translator extends ConditionTranslator<SqlCondition> {

        private static final int ROW = 8;

        /** Names in paths are compared with JSON as it is written, where these characters are escaped. */
        @Override
        protected boolean canExpress(Condition condition) {
            return condition.fields().stream()
                    .allMatch(field -> field.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\'));
        }

        @Override
        protected SqlCondition everything() {
            return new SqlCondition("1", List.of());
        }

        @Override
        protected SqlCondition all(List<SqlCondition> filters) {
            return joined(filters, " AND ");
        }

        @Override
        protected SqlCondition any(List<SqlCondition> filters) {
            return joined(filters, " OR ");
        }

        private static SqlCondition joined(List<SqlCondition> filters, String word) {
            return new SqlCondition(
                    row(filters.stream().map(SqlCondition::sql).toList(), word),
                    filters.stream()
                            .flatMap(filter -> filter.parameters().stream())
                            .toList());
        }

        /** Expressions of many parts are divided in halves: in a row, each part counts as one more of the 1000 levels that SQLite reads. */
        private static String row(List<String> parts, String word) {
            if (parts.size() <= ROW) {
                return parts.stream().collect(Collectors.joining(word, "(", ")"));
            }
            int half = parts.size() / 2;
            return "(" + row(parts.subList(0, half), word) + word + row(parts.subList(half, parts.size()), word) + ")";
        }

        @Override
        protected SqlCondition not(SqlCondition filter) {
            return new SqlCondition("NOT " + filter.sql(), filter.parameters());
        }

        @Override
        protected SqlCondition text(String field, List<String> values) {
            return values.size() == 1
                    ? text(field, values.get(0))
                    : element(
                            field,
                            "type = 'text' AND value IN (SELECT value FROM json_each(?))",
                            PayloadJson.array(values));
        }

        /** Most payloads lack the text, which a search for its characters finds out sooner than one that reads JSON. */
        private static SqlCondition text(String field, String value) {
            SqlCondition found = element(field, "type = 'text' AND value = ?", value);
            return new SqlCondition(
                    "(instr(payload, ?) > 0 AND " + found.sql() + ")",
                    Stream.concat(Stream.of(PayloadJson.quoted(value)), found.parameters().stream())
                            .toList());
        }

        @Override
        protected SqlCondition truth(String field, boolean value) {
            return element(field, "type = ?", String.valueOf(value));
        }

        @Override
        protected SqlCondition number(String field, List<Number> values) {
            return values.size() == 1
                    ? number(field, "=", values.get(0))
                    : element(
                            field,
                            "type IN ('integer', 'real') AND value IN (SELECT value FROM json_each(?))",
                            PayloadJson.array(values));
        }

        @Override
        protected SqlCondition number(String field, Order order, Number value) {
            return number(field, order.sign(), value);
        }

        /** The number is read from JSON, as the stored one is: SQLite does not always round the digits of a double correctly. */
        private static SqlCondition number(String field, String sign, Number value) {
            return element(
                    field, "type IN ('integer', 'real') AND value " + sign + " json_extract(?, '$')", value.toString());
        }

        @Override
        protected SqlCondition time(String field, Order order, Instant value) {
            boolean before = order == Order.LESS || order == Order.AT_MOST;
            return element(field, "type = 'text' AND value " + (before ? "<" : ">=") + " ?", textBound(order, value));
        }

        @Override
        protected SqlCondition exists(String field) {
            return new SqlCondition("EXISTS (SELECT 1 FROM json_each(payload, ?))", List.of(path(field)));
        }

        private static SqlCondition element(String field, String sql, Object parameter) {
            return new SqlCondition(
                    "EXISTS (SELECT 1 FROM json_each(payload, ?) WHERE " + sql + ")",
                    Stream.of(path(field), parameter)
                            .map(Function.<Object>identity())
                            .toList());
        }

        private static String path(String field) {
            return "$.\"" + field + '"';
        }
    }
}
