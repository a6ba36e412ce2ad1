package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.WireFields.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of the records that a page of records links to: names for lists of ids, and requested fields. They are read
 * with one call for each target model, or a few if there are many records.
 */
final class Related {

    private static final Logger LOG = LoggerFactory.getLogger(Related.class);
    private static final int CHUNK = 1000;
    private static final String NAME = "display_name";

    /** No linked records. */
    static final Related NONE = new Related(Map.of());

    private final Map<String, Map<Long, Map<String, Object>>> rows;

    /**
     * Holds values that were read.
     *
     * @param rows the rows by model and id
     */
    Related(Map<String, Map<Long, Map<String, Object>>> rows) {
        this.rows = rows;
    }

    private record Target(Set<String> fields, Set<Long> ids) {
        Target() {
            this(new TreeSet<>(), new TreeSet<>());
        }
    }

    static Related of(OdooApi api, OdooModel model, List<Wanted> fields, List<Map<String, Object>> page) {
        Map<String, Target> targets = new TreeMap<>();
        for (Wanted wanted : fields) {
            String relation = wanted.field().relation();
            boolean needed = wanted.sub() != null || wanted.field().linksToMany();
            if (needed && relation != null && model.isTargetReadable(relation)) {
                Target target = targets.computeIfAbsent(relation, name -> new Target());
                target.fields().add(wanted.sub() == null ? NAME : wanted.sub().name());
                page.forEach(row -> collect(row.get(wanted.field().name()), wanted.field(), target.ids()));
            }
        }
        Map<String, Map<Long, Map<String, Object>>> rows = new HashMap<>();
        targets.forEach((relation, target) -> rows.put(relation, read(api, model, relation, target)));
        return new Related(rows);
    }

    /** Collects the ids of a list, or the id of {@code [id, name]}. */
    private static void collect(@Nullable Object value, OdooField link, Set<Long> ids) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            for (Object item : link.linksToMany() ? list : list.subList(0, 1)) {
                if (item instanceof Integer id) {
                    ids.add((long) id);
                }
            }
        }
    }

    private static Map<Long, Map<String, Object>> read(OdooApi api, OdooModel model, String relation, Target target) {
        Map<Long, Map<String, Object>> read = new HashMap<>();
        List<Long> all = new ArrayList<>(target.ids());
        List<String> fields = new ArrayList<>(target.fields());
        try {
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<Long> some = all.subList(from, Math.min(all.size(), from + CHUNK));
                new TargetReader(api, relation, fields, read).read(some);
            }
        } catch (CallFailure closed) {
            if (closed.kind() != Kind.ACCESS) {
                throw closed;
            }
            model.targetIsUnreadable(relation);
        }
        return read;
    }

    private record TargetReader(
            OdooApi api, String relation, List<String> fields, Map<Long, Map<String, Object>> into) {

        /** Reads by bisection if needed, so that a record that cannot be read affects no other one. */
        void read(List<Long> ids) {
            try {
                for (Map<String, Object> row : api.searchRead(relation, Domain.of(ids), fields, 0)) {
                    if (row.get("id") instanceof Integer id) {
                        into.put((long) id, row);
                    }
                }
            } catch (CallFailure spoilt) {
                if (spoilt.kind() != Kind.UNREADABLE && spoilt.kind() != Kind.OVERSIZE) {
                    throw spoilt;
                }
                if (ids.size() == 1) {
                    LOG.warn("Linked record left out: {} {}: {}", relation, ids.get(0), spoilt.getMessage());
                    return;
                }
                read(ids.subList(0, ids.size() / 2));
                read(ids.subList(ids.size() / 2, ids.size()));
            }
        }
    }

    /** The row of a linked record, or null if it may not be read. */
    @Nullable Map<String, Object> row(OdooField link, long id) {
        Map<Long, Map<String, Object>> known = link.relation() == null ? null : rows.get(link.relation());
        return known == null ? null : known.get(id);
    }

    /** The name of a linked record, or null if it may not be read. */
    @Nullable String name(OdooField link, long id) {
        Map<String, Object> row = row(link, id);
        return row != null && row.get(NAME) instanceof String name ? Texts.clean(name) : null;
    }
}
