package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds rows: by iterating over the ids that the domain allows, so that a page by id costs no more than its rows. */
final class Search {
    private final Env env;
    private final Table table;
    private final Predicate<Row> matches;
    private final IdBounds bounds;

    Search(Env env, Table table, Domain domain) {
        this.env = env;
        this.table = table;
        this.bounds = IdBounds.of(domain);
        this.matches = visible(domain).and(new DomainCompiler(env, table).compile(domain));
    }

    private Predicate<Row> visible(Domain domain) {
        Predicate<Row> visible = row -> env.sees(table, row);
        Column active = table.column("active");
        if (active != null && env.activeTest() && !domain.names("active"::equals)) {
            visible = visible.and(row -> Boolean.TRUE.equals(active.raw(row)));
        }
        OdooModel model = table.model();
        Predicate<OdooRecord> hidden = model.hidden().orElse(null);
        boolean revealed = env.version() != OdooVersion.V17 && env.flag("skip_res_field_check", false);
        if (hidden != null && !revealed && !domain.names(model::isRevealing)) {
            visible = visible.and(row -> !hidden.test(env.record(table, row)));
        }
        return visible;
    }

    void forEach(Consumer<Row> consumer) {
        for (Row row : bounds.rows(table, false)) {
            if (matches.test(row)) {
                consumer.accept(row);
            }
        }
    }

    long count() {
        long[] count = {0};
        Predicate<Row> late = late();
        forEach(row -> count[0] += late.test(row) ? 1 : 0);
        return count[0];
    }

    /** A page of rows; limit 0 means no limit. */
    List<Row> page(OrderBy order, int offset, int limit) {
        List<Row> rows = order.isById() ? walk(order.isDescending(), offset, limit) : sorted(order, offset, limit);
        Predicate<Row> late = late();
        return rows.stream().filter(late).toList();
    }

    private Predicate<Row> late() {
        BiPredicate<OdooRecord, OdooAccess> filter = table.model().lateFilter().orElse(null);
        return filter == null || env.user().isAdministrator()
                ? row -> true
                : row -> filter.test(env.record(table, row), env.access());
    }

    private List<Row> walk(boolean descending, int offset, int limit) {
        List<Row> page = new ArrayList<>();
        int skipped = 0;
        for (Row row : bounds.rows(table, descending)) {
            if (matches.test(row) && skipped++ >= offset) {
                page.add(row);
                if (page.size() == limit) {
                    break;
                }
            }
        }
        return page;
    }

    private List<Row> sorted(OrderBy order, int offset, int limit) {
        List<Row> found = new ArrayList<>();
        forEach(found::add);
        found.sort(order.comparator(offset));
        int from = Math.min(offset, found.size());
        int to = limit == 0 ? found.size() : (int) Math.min((long) from + limit, found.size());
        return found.subList(from, to);
    }

    /** The ids that the top-level conditions allow. */
    private record IdBounds(long low, long high, @Nullable NavigableSet<Long> ids) {

        static IdBounds of(Domain domain) {
            IdBounds bounds = new IdBounds(Long.MIN_VALUE, Long.MAX_VALUE, null);
            if (domain instanceof Domain.Leaf leaf) {
                return bounds.and(leaf);
            }
            if (domain instanceof Domain.All all) {
                for (Domain part : all.parts()) {
                    bounds = bounds.and(of(part));
                }
            }
            return bounds;
        }

        private IdBounds and(IdBounds other) {
            return new IdBounds(Math.max(low, other.low), Math.min(high, other.high), ids == null ? other.ids : ids);
        }

        private IdBounds and(Domain.Leaf leaf) {
            if (!leaf.field().equals("id")) {
                return this;
            }
            if (leaf.value() instanceof List<?> list && leaf.operator().equals("in")) {
                NavigableSet<Long> wanted = new TreeSet<>();
                list.stream().filter(Number.class::isInstance).forEach(one -> wanted.add(Cells.whole(one)));
                return new IdBounds(low, high, wanted);
            }
            if (!(leaf.value() instanceof Long id)) {
                return this;
            }
            return switch (leaf.operator()) {
                case ">" -> new IdBounds(id == Long.MAX_VALUE ? id : id + 1, high, ids);
                case ">=" -> new IdBounds(id, high, ids);
                case "<" -> new IdBounds(low, id == Long.MIN_VALUE ? id : id - 1, ids);
                case "<=" -> new IdBounds(low, id, ids);
                case "=" -> new IdBounds(id, id, ids);
                default -> this;
            };
        }

        Iterable<Row> rows(Table table, boolean descending) {
            if (low > high) {
                return List.of();
            }
            if (ids != null) {
                Collection<Long> wanted = descending ? ids.descendingSet() : ids;
                Iterator<Row> found =
                        wanted.stream().map(table::row).filter(Objects::nonNull).iterator();
                return () -> found;
            }
            NavigableMap<Long, Row> range = table.rows().subMap(low, true, high, true);
            return (descending ? range.descendingMap() : range).values();
        }
    }
}
