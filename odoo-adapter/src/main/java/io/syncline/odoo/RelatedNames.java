package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
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

/** The names of the records that a page of records links to by lists of ids, read with one call for each target model. */
final class RelatedNames {

    private static final Logger LOG = LoggerFactory.getLogger(RelatedNames.class);
    private static final int CHUNK = 1000;

    /** No names at all. */
    static final RelatedNames NONE = new RelatedNames();

    private final Map<String, Map<Long, String>> names = new HashMap<>();

    private RelatedNames() {}

    static RelatedNames of(OdooApi api, OdooModel model, List<OdooField> fields, List<Map<String, Object>> rows) {
        Map<String, Set<Long>> wanted = new TreeMap<>();
        for (OdooField field : fields) {
            if (field.linksToMany() && field.relation() != null && model.isTargetReadable(field.relation())) {
                Set<Long> ids = wanted.computeIfAbsent(field.relation(), relation -> new TreeSet<>());
                rows.forEach(row -> collect(row.get(field.name()), ids));
            }
        }
        RelatedNames related = new RelatedNames();
        wanted.forEach((relation, ids) -> related.names.put(relation, read(api, model, relation, ids)));
        return related;
    }

    private static void collect(@Nullable Object value, Set<Long> ids) {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Integer id && id > 0) {
                    ids.add((long) id);
                }
            }
        }
    }

    private static Map<Long, String> read(OdooApi api, OdooModel model, String relation, Set<Long> ids) {
        Map<Long, String> read = new HashMap<>();
        List<Long> all = new ArrayList<>(ids);
        try {
            for (int from = 0; from < all.size(); from += CHUNK) {
                readChunk(api, relation, all.subList(from, Math.min(all.size(), from + CHUNK)), read);
            }
        } catch (CallFailure closed) {
            if (closed.kind() != Kind.ACCESS) {
                throw closed;
            }
            model.targetIsUnreadable(relation);
        }
        return read;
    }

    /** A name that cannot be read costs no other one. */
    private static void readChunk(OdooApi api, String relation, List<Long> ids, Map<Long, String> read) {
        try {
            for (Map<String, Object> row : api.searchRead(relation, Domain.of(ids), List.of("display_name"), 0)) {
                if (row.get("display_name") instanceof String name && row.get("id") instanceof Integer id) {
                    read.put((long) id, Texts.clean(name));
                }
            }
        } catch (CallFailure spoilt) {
            if (spoilt.kind() != Kind.UNREADABLE) {
                throw spoilt;
            }
            if (ids.size() == 1) {
                LOG.warn("The name of {} {} is left out: {}", relation, ids.get(0), spoilt.getMessage());
                return;
            }
            readChunk(api, relation, ids.subList(0, ids.size() / 2), read);
            readChunk(api, relation, ids.subList(ids.size() / 2, ids.size()), read);
        }
    }

    /** The name of a linked record, or null if it may not be read. */
    @Nullable String of(OdooField field, long id) {
        String relation = field.relation();
        Map<Long, String> known = relation == null ? null : names.get(relation);
        return known == null ? null : known.get(id);
    }
}
