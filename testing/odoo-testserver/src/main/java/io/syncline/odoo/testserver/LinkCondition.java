package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Conditions on links: ids, names of the targets, subqueries, and trees. */
final class LinkCondition {
    private final Env env;
    private final Table table;
    private final Column column;
    private final Table target;

    LinkCondition(Env env, Table table, Column column) {
        this.env = env;
        this.table = table;
        this.column = column;
        this.target =
                column.isId() ? table : env.store().required(column.field().relation());
    }

    /** Whether some target matches, or none does. */
    Predicate<Row> matching(Domain domain, boolean wanted) {
        boolean single = column.type() == OdooFieldType.MANY2ONE;
        Set<Long> ids = DomainCompiler.matching(single ? env.activeTest(false) : env, target, domain);
        return row -> linksToAny(row, ids) == wanted;
    }

    Predicate<Row> test(Domain.Leaf leaf) {
        Object value = leaf.value();
        return switch (leaf.operator()) {
            case "any" -> matching(Domain.parse(value), true);
            case "not any" -> matching(Domain.parse(value), false);
            case "child_of" -> tree(value, true);
            case "parent_of" -> tree(value, false);
            case "=", "in" -> isAmong(value, true);
            case "!=", "not in" -> isAmong(value, false);
            case "<", ">", "<=", ">=" -> compared(leaf);
            default -> named(leaf);
        };
    }

    private boolean linksToAny(Row row, Set<Long> ids) {
        for (Long id : linked(row)) {
            if (ids.contains(id)) {
                return true;
            }
        }
        return false;
    }

    private List<Long> linked(Row row) {
        if (column.isId()) {
            return List.of(row.id());
        }
        if (column.type().isLinkList()) {
            return env.store().links(table, column, row);
        }
        return Table.targets(Cells.resolve(column.raw(row), env.scope()));
    }

    private Predicate<Row> isAmong(@Nullable Object value, boolean wanted) {
        List<?> values = value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
        Set<Long> ids = new HashSet<>();
        boolean orEmpty = false;
        for (Object one : values) {
            if (one == null || one.equals(false)) {
                orEmpty = true;
            } else if (one instanceof String name) {
                ids.addAll(named(name, "="));
            } else {
                ids.add(Cells.whole(one));
            }
        }
        boolean matchesEmpty = orEmpty;
        return row -> (linked(row).isEmpty() ? matchesEmpty : linksToAny(row, ids)) == wanted;
    }

    private Predicate<Row> compared(Domain.Leaf leaf) {
        if (leaf.value() instanceof String) {
            return row -> false;
        }
        return new ValueCondition(env, table, column).test(leaf);
    }

    private Predicate<Row> named(Domain.Leaf leaf) {
        boolean negative = leaf.operator().startsWith("not ");
        String operator = negative ? leaf.operator().substring(4) : leaf.operator();
        Set<Long> ids = named(leaf.value() == null ? "" : leaf.value().toString(), operator);
        return row -> linksToAny(row, ids) != negative;
    }

    private Set<Long> named(String name, String operator) {
        return DomainCompiler.matching(env.activeTest(false), target, new Domain.Leaf("display_name", operator, name));
    }

    private Predicate<Row> tree(@Nullable Object value, boolean down) {
        Set<Long> ids = new HashSet<>();
        List<?> roots = value instanceof List<?> list ? list : java.util.Collections.singletonList(value);
        for (Object root : roots) {
            if (root instanceof String name) {
                ids.addAll(named(name, "ilike"));
            } else if (root != null && !root.equals(false)) {
                ids.add(Cells.whole(root));
            }
        }
        Column parent = target.column("parent_id");
        if (parent != null) {
            close(ids, parent, down);
        }
        return row -> linksToAny(row, ids);
    }

    private void close(Set<Long> ids, Column parent, boolean down) {
        List<Long> open = new ArrayList<>(ids);
        while (!open.isEmpty()) {
            List<Long> found = new ArrayList<>();
            for (long id : open) {
                Row row = target.row(id);
                found.addAll(
                        down ? target.linkedTo(parent, id) : row == null ? List.of() : Table.targets(parent.raw(row)));
            }
            found.removeIf(id -> !ids.add(id));
            open = found;
        }
    }
}
