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
        terms.add(ids.hasFirst() ? term("id", ">", number(ids.first() - 1)) : term("id", "!=", false));
        if (ids.hasLast()) {
            terms.add(term("id", "<=", number(ids.last())));
        }
        return new Domain(terms);
    }

    /** The records with the given ids. */
    static Domain of(Collection<Long> ids) {
        return new Domain(
                List.of(term("id", "in", ids.stream().map(Domain::number).toList())));
    }

    /** The number in the form in which it is sent: as an int if it is one, since XML-RPC has no other. */
    private static Number number(long id) {
        return IdInterval.isNarrow(id) ? (Number) (int) id : (Number) id;
    }

    /** Whether it has an id that no table can have. Servers before 19 fail on such a one, except for views with such ids. */
    boolean isWide() {
        return terms.stream()
                .anyMatch(term -> term instanceof List<?> parts
                        && parts.get(0).equals("id")
                        && (parts.get(2) instanceof Long
                                || (parts.get(2) instanceof List<?> ids
                                        && ids.stream().anyMatch(Long.class::isInstance))));
    }

    /** What it means for ids of 32 bits, without mentioning others. */
    Domain narrowed() {
        List<Object> narrow = new ArrayList<>();
        for (Object term : terms) {
            if (!(term instanceof List<?> parts) || !parts.get(0).equals("id")) {
                narrow.add(term);
            } else if (parts.get(2) instanceof List<?> ids) {
                narrow.add(term(
                        "id",
                        "in",
                        ids.stream().filter(Integer.class::isInstance).toList()));
            } else if (parts.get(2) instanceof Long bound) {
                boolean all = parts.get(1).equals("<=") == bound > 0;
                narrow.add(all ? term("id", "!=", false) : term("id", "in", List.of()));
            } else {
                narrow.add(term);
            }
        }
        return new Domain(narrow);
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
     * @param ids records that count as changed
     */
    Domain changedSince(Instant since, Collection<String> paths, Collection<Long> ids) {
        List<Object> more = new ArrayList<>(terms);
        more.add("|");
        more.add(term("write_date", "=", false));
        for (String path : paths) {
            more.add("|");
            more.add(term(path + ".write_date", ">=", SECONDS.format(since)));
        }
        if (!ids.isEmpty()) {
            more.add("|");
            more.add(term("id", "in", ids.stream().map(Domain::number).toList()));
        }
        more.add(term("write_date", ">=", SECONDS.format(since)));
        return new Domain(more);
    }

    /** Those of these records that were written since a time, in whole seconds. */
    Domain writtenSince(Instant since) {
        return and("write_date", ">=", SECONDS.format(since));
    }

    private static List<Object> term(String field, String operator, Object value) {
        return List.of(field, operator, value);
    }

    List<Object> terms() {
        return terms;
    }
}
