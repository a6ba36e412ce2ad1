package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Compiles a domain to a predicate of rows, with the meaning of SQL: comparisons with null do not match. */
final class DomainCompiler {
    private final Env env;
    private final Table table;

    DomainCompiler(Env env, Table table) {
        this.env = env;
        this.table = table;
    }

    Predicate<Row> compile(Domain domain) {
        return compile(domain, false);
    }

    /** Negations are moved inwards, to the conditions. */
    private Predicate<Row> compile(Domain domain, boolean negated) {
        if (domain instanceof Domain.Not not) {
            return compile(not.part(), !negated);
        }
        if (domain instanceof Domain.Constant constant) {
            boolean value = constant.value() != negated;
            return row -> value;
        }
        if (domain instanceof Domain.Leaf leaf) {
            return leaf(leaf, negated);
        }
        if (domain instanceof Domain.All all) {
            return negated ? any(all.parts(), true) : all(all.parts(), false);
        }
        List<Domain> parts = ((Domain.Any) domain).parts();
        return negated ? all(parts, true) : any(parts, false);
    }

    private Predicate<Row> all(List<Domain> parts, boolean negated) {
        List<Predicate<Row>> tests = compiled(parts, negated);
        return row -> {
            for (Predicate<Row> test : tests) {
                if (!test.test(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Predicate<Row> any(List<Domain> parts, boolean negated) {
        List<Predicate<Row>> tests = compiled(parts, negated);
        return row -> {
            for (Predicate<Row> test : tests) {
                if (test.test(row)) {
                    return true;
                }
            }
            return false;
        };
    }

    private List<Predicate<Row>> compiled(List<Domain> parts, boolean negated) {
        List<Predicate<Row>> tests = new ArrayList<>(parts.size());
        parts.forEach(part -> tests.add(compile(part, negated)));
        return tests;
    }

    private Predicate<Row> leaf(Domain.Leaf leaf, boolean negated) {
        Column column = column(leaf);
        int dot = leaf.field().indexOf('.');
        if (dot > 0) {
            if (!column.type().isRelational()) {
                throw OdooError.value("Invalid field " + table.name() + "." + leaf.field() + " in leaf " + leaf);
            }
            Domain rest = new Domain.Leaf(leaf.field().substring(dot + 1), leaf.operator(), leaf.value());
            return links(column).matching(rest, !negated);
        }
        if (!column.field().isSearchable()) {
            if (env.version() == OdooVersion.V19) {
                throw notStored(table, column);
            }
            return row -> true;
        }
        if (negated && !leaf.hasOpposite()) {
            return simple(column, leaf).negate();
        }
        return simple(column, negated ? leaf.opposite() : leaf);
    }

    private Predicate<Row> simple(Column column, Domain.Leaf leaf) {
        if (leaf.operator().equals("=?")) {
            boolean unset = leaf.value() == null || Boolean.FALSE.equals(leaf.value());
            return unset ? row -> true : simple(column, new Domain.Leaf(leaf.field(), "=", leaf.value()));
        }
        if (column.type().isRelational() || (column.isId() && isTree(leaf.operator()))) {
            return links(column).test(leaf);
        }
        return new ValueCondition(env, table, column).test(leaf);
    }

    private static boolean isTree(String operator) {
        return operator.equals("child_of") || operator.equals("parent_of") || operator.endsWith("any");
    }

    private LinkCondition links(Column column) {
        return new LinkCondition(env, table, column);
    }

    static OdooError notStored(Table table, Column column) {
        return OdooError.value(
                "Cannot convert " + table.name() + "." + column.name() + " to SQL because it is not stored");
    }

    private Column column(Domain.Leaf leaf) {
        Column column = table.column(head(leaf.field()));
        if (column == null) {
            String where = env.version() == OdooVersion.V19 ? " in condition " : " in leaf ";
            throw OdooError.value("Invalid field " + table.name() + "." + head(leaf.field()) + where + leaf);
        }
        if (!env.mayUse(column)) {
            throw env.forbidden(table, List.of(column.name()));
        }
        return column;
    }

    private static String head(String path) {
        int dot = path.indexOf('.');
        return dot > 0 ? path.substring(0, dot) : path;
    }

    /** The ids of the rows of a table that match, as a subquery finds them. */
    static Set<Long> matching(Env env, Table target, Domain domain) {
        env.requireSearch(target, domain);
        Set<Long> ids = new HashSet<>();
        new Search(env, target, domain).forEach(row -> ids.add(row.id()));
        return ids;
    }
}
