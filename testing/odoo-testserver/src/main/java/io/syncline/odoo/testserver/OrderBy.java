package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The order of a search. The order of ties differs from page to page, as in a database. */
final class OrderBy {
    private static final Pattern SYNTAX = Pattern.compile(
            "(\\s*\\w+(\\s+(asc|desc))?(\\s+nulls\\s+(first|last))?\\s*(,|$))+", Pattern.CASE_INSENSITIVE);

    private final Env env;
    private final Table table;
    private final List<Term> terms;

    private OrderBy(Env env, Table table, List<Term> terms) {
        this.env = env;
        this.table = table;
        this.terms = terms;
    }

    private record Term(Column column, boolean descending) {}

    static OrderBy of(Env env, Table table, @Nullable String asked) {
        String text = asked == null || asked.isBlank() ? table.model().order() : asked;
        if (!SYNTAX.matcher(text).matches()) {
            throw OdooError.user("Invalid \"order\" specified (" + text + "). A valid \"order\" specification is a"
                    + " comma-separated list of valid field names (optionally followed by asc/desc for the direction)");
        }
        List<Term> terms = new ArrayList<>();
        for (String term : text.split(",", -1)) {
            String[] words = term.strip().toLowerCase(Locale.ROOT).split("\\s+", 3);
            Column column = env.columns(table, List.of(words[0])).get(0);
            if (!column.field().isSortable()) {
                throw DomainCompiler.notStored(table, column);
            }
            terms.add(new Term(column, words.length > 1 && words[1].equals("desc")));
        }
        return new OrderBy(env, table, terms);
    }

    boolean isById() {
        return terms.get(0).column().isId();
    }

    boolean isDescending() {
        return terms.get(0).descending();
    }

    /** Ties are shuffled by a function of the offset. */
    Comparator<Row> comparator(int offset) {
        Comparator<Row> order = definite(0);
        boolean byId = terms.stream().anyMatch(term -> term.column().isId());
        int rewritten = env.store().rewritten();
        return byId ? order : order.thenComparingLong(row -> mixed(row.id(), offset + 31 * rewritten));
    }

    private static long mixed(long id, int offset) {
        long mixed = (id + 1) * 0x9E3779B97F4A7C15L ^ (offset + 1L) * 0xC2B2AE3D27D4EB4FL;
        return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    }

    private Comparator<Row> definite(int depth) {
        return terms.stream()
                .map(term -> term.descending() ? comparator(term, depth).reversed() : comparator(term, depth))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    /** Empty values sort as the greatest; an unset boolean is false. */
    private Comparator<Row> comparator(Term term, int depth) {
        Column column = term.column();
        if (column.type() == OdooFieldType.MANY2ONE) {
            return byTarget(column, depth);
        }
        boolean flag = column.type() == OdooFieldType.BOOLEAN;
        Function<Row, @Nullable Object> value = value(column);
        Comparator<Object> values = Comparator.nullsLast(ValueCondition::compare);
        return (left, right) -> {
            Object a = value.apply(left);
            Object b = value.apply(right);
            return flag ? Boolean.compare(isTrue(a), isTrue(b)) : values.compare(a, b);
        };
    }

    private Function<Row, @Nullable Object> value(Column column) {
        OdooRecord.Scope scope = env.scope();
        if (column.slot() != Column.COMPUTED) {
            return row -> Cells.resolve(column.raw(row), scope);
        }
        Map<Long, Optional<Object>> made = new HashMap<>();
        return row -> made.computeIfAbsent(
                        row.id(),
                        any -> Optional.ofNullable(env.record(table, row).value(column)))
                .orElse(null);
    }

    private static boolean isTrue(@Nullable Object value) {
        return Boolean.TRUE.equals(value);
    }

    /** A link sorts as its target does in the target's own order. */
    private Comparator<Row> byTarget(Column column, int depth) {
        Table target = env.store().table(column.field().relation()).orElse(null);
        OdooRecord.Scope scope = env.scope();
        if (target == null || depth > 3) {
            return Comparator.comparing(
                    row -> (Long) Cells.resolve(column.raw(row), scope), Comparator.nullsLast(Long::compare));
        }
        Comparator<Row> targets = Comparator.nullsLast(of(env, target, null).definite(depth + 1));
        return (left, right) -> targets.compare(targetRow(target, column, left), targetRow(target, column, right));
    }

    private @Nullable Row targetRow(Table target, Column column, Row row) {
        Object id = Cells.resolve(column.raw(row), env.scope());
        return id instanceof Long link ? target.row(link) : null;
    }
}
