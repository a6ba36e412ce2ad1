package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A search domain of Odoo, in prefix notation. It always has a condition on {@code id}, since some models return more
 * records with one than without, and all queries must select the same records; {@link Filters} adds the conditions that
 * Odoo drops because of it.
 *
 * <p>Times are compared by {@code >=} with whole seconds. Every other comparison differs between versions of Odoo.
 */
final class Domain {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final List<Object> terms;

    private Domain(List<Object> terms) {
        this.terms = terms;
    }

    /** The records of a range. */
    static Domain in(IdRange range) {
        IdInterval ids = IdInterval.of(range);
        if (ids.isEmpty()) {
            return of(List.of());
        }
        List<Object> terms = new ArrayList<>();
        terms.add(ids.hasFirst() ? term("id", ">", (int) (ids.first() - 1)) : term("id", ">=", (int) ids.first()));
        if (ids.hasLast()) {
            terms.add(term("id", "<=", (int) ids.last()));
        }
        return new Domain(terms);
    }

    /** The records with the given ids. */
    static Domain of(Collection<Long> ids) {
        List<Object> known = new ArrayList<>(ids.size());
        for (long id : ids) {
            if (IdInterval.isPossible(id)) {
                known.add((int) id);
            }
        }
        return new Domain(List.of(term("id", "in", known)));
    }

    Domain and(String field, String operator, Object value) {
        List<Object> more = new ArrayList<>(terms);
        more.add(term(field, operator, value));
        return new Domain(more);
    }

    /**
     * Those of these records that changed, have no change time, or link to a record that changed.
     *
     * @param since in whole seconds
     * @param paths links to watch, with dots
     */
    Domain changedSince(Instant since, Collection<String> paths) {
        List<Object> more = new ArrayList<>(terms);
        more.add("|");
        more.add(term("write_date", "=", false));
        for (String path : paths) {
            more.add("|");
            more.add(term(path + ".write_date", ">=", SECONDS.format(since)));
        }
        more.add(term("write_date", ">=", SECONDS.format(since)));
        return new Domain(more);
    }

    private static List<Object> term(String field, String operator, Object value) {
        return List.of(field, operator, value);
    }

    List<Object> terms() {
        return terms;
    }
}
