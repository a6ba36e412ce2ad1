package io.syncline.odoo;

import io.syncline.odoo.WireFields.Wanted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of the records that a page of records links to: names for lists of ids, and requested fields. They are read
 * with one call for each target model, or a few if there are many records; the names of records that are shown with other fields
 * within lines of another model cost one more. A linked record or a field of one that cannot be
 * read is missing in the records that show it, and in no others.
 */
final class Related {

    private static final int CHUNK = 1000;
    private static final String NAME = "display_name";

    /** No linked records. */
    static final Related NONE = new Related(Map.of());

    private final Map<String, Map<Long, Map<String, Object>>> rows;
    private final Map<String, Readings> readings;

    /**
     * Holds values that were all read.
     *
     * @param rows the rows by model and id
     */
    Related(Map<String, Map<Long, Map<String, Object>>> rows) {
        this(rows, Map.of());
    }

    private Related(Map<String, Map<Long, Map<String, Object>>> rows, Map<String, Readings> readings) {
        this.rows = rows;
        this.readings = readings;
    }

    private record Target(Set<String> fields, Set<Long> ids) {
        Target() {
            this(new TreeSet<>(), new TreeSet<>());
        }

        static Target ofNames() {
            Target target = new Target();
            target.fields().add(NAME);
            return target;
        }

        boolean isOfNames() {
            return fields.equals(Set.of(NAME));
        }
    }

    /**
     * Reads what a page links to: first the records of which fields are shown, then the names of all others, so that records
     * of one model whose names stand beside and within lines are read together.
     */
    static Related of(OdooApi api, OdooModel model, List<Wanted> fields, List<Map<String, Object>> page) {
        Map<String, Target> targets = targets(model, fields, page);
        Related related = new Related(new HashMap<>(), new HashMap<>());
        targets.forEach((relation, target) -> {
            if (!target.isOfNames()) {
                related.add(api, model, relation, target);
            }
        });
        Map<String, Target> names = new TreeMap<>(targets);
        names.values().removeIf(target -> !target.isOfNames());
        namesWithin(fields, related)
                .forEach((relation, ids) -> names.computeIfAbsent(relation, none -> Target.ofNames())
                        .ids()
                        .addAll(ids));
        names.forEach((relation, target) -> {
            target.ids().removeIf(id -> related.knowsName(relation, id));
            related.add(api, model, relation, target);
        });
        return related;
    }

    private static Map<String, Target> targets(OdooModel model, List<Wanted> fields, List<Map<String, Object>> page) {
        Map<String, Target> targets = new TreeMap<>();
        for (Wanted wanted : fields) {
            String relation = wanted.field().relation();
            boolean needed = wanted.sub() != null || wanted.field().linksToMany();
            if (needed && relation != null && model.isTargetReadable(relation)) {
                Target target = targets.computeIfAbsent(relation, name -> new Target());
                target.fields().addAll(shown(wanted));
                page.forEach(
                        row -> target.ids().addAll(ids(row.get(wanted.field().name()), wanted.field())));
            }
        }
        return targets;
    }

    private boolean knowsName(String relation, long id) {
        return rows.getOrDefault(relation, Map.of()).getOrDefault(id, Map.of()).containsKey(NAME);
    }

    private void add(OdooApi api, OdooModel model, String relation, Target target) {
        Map<Long, Map<String, Object>> known = rows.computeIfAbsent(relation, none -> new HashMap<>());
        Readings read = read(api, model, relation, target);
        read.rows().forEach(row -> known.merge(RowReader.id(row), row, Related::merged));
        readings.computeIfAbsent(relation, none -> new Readings()).add(read);
    }

    /** The fields of the linked records that a field shows. */
    private static Set<String> shown(Wanted wanted) {
        RecipePart part = wanted.part();
        if (part == null || part.lines().isEmpty()) {
            return Set.of(wanted.sub() == null ? NAME : wanted.sub().name());
        }
        Set<String> names = new TreeSet<>(part.targets().keySet());
        part.targets().values().stream()
                .map(OdooField::currencyField)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    /** The records whose names are shown within lines, by model. */
    private static Map<String, Set<Long>> namesWithin(List<Wanted> fields, Related related) {
        Map<String, Set<Long>> found = new TreeMap<>();
        for (Wanted wanted : fields) {
            RecipePart part = wanted.part();
            String relation = wanted.field().relation();
            if (part == null || relation == null) {
                continue;
            }
            Collection<Map<String, Object>> lines =
                    related.rows.getOrDefault(relation, Map.of()).values();
            for (OdooField target : part.targets().values()) {
                if (target.linksToMany() && target.relation() != null) {
                    Set<Long> ids = found.computeIfAbsent(target.relation(), none -> new TreeSet<>());
                    lines.forEach(line -> ids.addAll(ids(line.get(target.name()), target)));
                }
            }
        }
        return found;
    }

    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other) {
        Map<String, Object> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    /** The ids of a list, or the id of {@code [id, name]}. */
    private static List<Long> ids(@Nullable Object value, OdooField link) {
        List<Long> ids = new ArrayList<>();
        if (value instanceof List<?> list && !list.isEmpty()) {
            for (Object item : link.linksToMany() ? list : list.subList(0, 1)) {
                if (item instanceof Integer || item instanceof Long) {
                    ids.add(((Number) item).longValue());
                }
            }
        }
        return ids;
    }

    private static Readings read(OdooApi api, OdooModel model, String relation, Target target) {
        LinkedRecords records =
                new LinkedRecords(api, relation, List.copyOf(target.fields()), model.brokenTargets(relation));
        List<Long> all = new ArrayList<>(target.ids());
        for (int from = 0; from < all.size(); from += CHUNK) {
            records.read(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return records.readings();
    }

    /** Why a field that shows linked records cannot be shown completely, or empty if it can. */
    Optional<String> failure(Wanted wanted, @Nullable Object value) {
        OdooField link = wanted.field();
        boolean shows = wanted.sub() != null || link.linksToMany();
        if (!shows
                || readings.values().stream().allMatch(read -> read.unreadable().isEmpty())) {
            return Optional.empty();
        }
        return ids(value, link).stream()
                .flatMap(id -> Stream.concat(
                        failure(link, id, shown(wanted)).stream(),
                        within(wanted).flatMap(target -> namesOf(target, row(link, id)))))
                .findFirst();
    }

    private static Stream<OdooField> within(Wanted wanted) {
        RecipePart part = wanted.part();
        return part == null ? Stream.empty() : part.targets().values().stream().filter(OdooField::linksToMany);
    }

    private Stream<String> namesOf(OdooField target, @Nullable Map<String, Object> line) {
        return line == null
                ? Stream.empty()
                : ids(line.get(target.name()), target).stream()
                        .flatMap(id -> failure(target, id, Set.of(NAME)).stream());
    }

    private Optional<String> failure(OdooField link, long id, Set<String> fields) {
        Readings read = link.relation() == null ? null : readings.get(link.relation());
        Map<String, String> unreadable = new TreeMap<>(read == null ? Map.of() : read.unreadable(id));
        unreadable.keySet().retainAll(fields);
        return unreadable.values().stream().findFirst().map(reason -> link.relation() + " " + id + ": " + reason);
    }

    /** The row of a linked record, or null if it may not be read. */
    @Nullable Map<String, Object> row(OdooField link, long id) {
        Map<Long, Map<String, Object>> known = link.relation() == null ? null : rows.get(link.relation());
        return known == null ? null : known.get(id);
    }

    /** The name of a linked record, or null if it may not be read. */
    @Nullable String name(OdooField link, long id) {
        Map<String, Object> row = row(link, id);
        return row != null && row.get(NAME) instanceof String name ? Texts.name(name) : null;
    }
}
