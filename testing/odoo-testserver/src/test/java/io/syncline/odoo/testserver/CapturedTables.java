package io.syncline.odoo.testserver;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fills a database with the rows of a captured page; fields and link targets are inferred from the values. */
final class CapturedTables {
    private static final Set<String> MAGIC =
            Set.of("id", "display_name", "create_uid", "create_date", "write_uid", "write_date");

    private final OdooDatabase database;

    CapturedTables(OdooDatabase database) {
        this.database = database;
    }

    void load(String model, List<Map<String, Object>> rows) {
        OdooModelBuilder builder = OdooModel.named(model);
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        rows.forEach(row -> row.forEach((name, value) ->
                columns.computeIfAbsent(name, any -> new ArrayList<>()).add(value)));
        columns.forEach((name, values) -> {
            if (!MAGIC.contains(name)) {
                builder.fields(field(model, name, values));
            }
        });
        if (columns.containsKey("display_name")) {
            builder.fields(OdooField.chars("shown")).displayName(record -> record.text("shown"));
        }
        database.define(builder.build());
        rows.forEach(row -> create(model, row));
    }

    private void create(String model, Map<String, Object> row) {
        Map<String, Object> values = new LinkedHashMap<>(row);
        values.keySet().removeAll(MAGIC);
        values.replaceAll((name, value) -> isLink(value) ? ((List<?>) value).get(0) : value);
        values.put("id", row.get("id"));
        if (row.containsKey("display_name")) {
            values.put("shown", row.get("display_name"));
        }
        database.create(model, values);
        if (row.get("write_date") instanceof String time) {
            database.setWriteDate(
                    model, List.of((Long) row.get("id")), Moments.parse(time).toInstant(ZoneOffset.UTC));
        }
    }

    private OdooField field(String model, String name, List<Object> values) {
        Object sample = values.stream()
                .filter(value -> !value.equals(false) && !value.equals(List.of()))
                .findFirst()
                .orElse(values.get(0));
        if (isLink(sample)) {
            return OdooField.many2one(name, targets(model + "." + name, values));
        }
        if (sample instanceof List<?>) {
            return OdooField.many2many(name, orderedTargets(model + "." + name, values));
        }
        if (sample instanceof Long) {
            return OdooField.of(name, OdooFieldType.INTEGER);
        }
        if (sample instanceof Double) {
            return OdooField.of(name, OdooFieldType.FLOAT);
        }
        boolean text = sample instanceof String || values.stream().noneMatch(value -> value.equals(true));
        return text && !name.equals("active") ? OdooField.chars(name) : OdooField.of(name, OdooFieldType.BOOLEAN);
    }

    private static boolean isLink(Object value) {
        return value instanceof List<?> list && list.size() == 2 && list.get(1) instanceof String;
    }

    private String targets(String link, List<Object> values) {
        String target = "target." + link;
        database.define(OdooModel.named(target).fields(OdooField.chars("name")).build());
        Map<Object, Object> names = new TreeMap<>(Comparator.comparing(Long.class::cast));
        values.stream()
                .filter(CapturedTables::isLink)
                .forEach(value -> names.put(((List<?>) value).get(0), ((List<?>) value).get(1)));
        names.forEach((id, name) -> database.create(target, Map.of("id", id, "name", name)));
        return target;
    }

    /** Links are listed in the order of the target model, which is inferred from the captured lists. */
    private String orderedTargets(String link, List<Object> values) {
        String target = "target." + link;
        database.define(OdooModel.named(target)
                .order("sequence, id")
                .fields(OdooField.chars("name"), OdooField.of("sequence", OdooFieldType.INTEGER))
                .build());
        int sequence = 0;
        for (Object id : inOrder(values)) {
            database.create(target, Map.of("id", id, "name", "Target " + id, "sequence", sequence++));
        }
        return target;
    }

    private static List<Object> inOrder(List<Object> lists) {
        Set<Object> open = new LinkedHashSet<>();
        lists.stream().filter(List.class::isInstance).forEach(list -> open.addAll((List<?>) list));
        List<Object> done = new ArrayList<>();
        while (!open.isEmpty()) {
            Object next = open.stream()
                    .filter(id -> lists.stream()
                            .filter(List.class::isInstance)
                            .allMatch(list -> hasOnlyDoneBefore((List<?>) list, id, done)))
                    .findFirst()
                    .orElseThrow();
            open.remove(next);
            done.add(next);
        }
        return done;
    }

    private static boolean hasOnlyDoneBefore(List<?> list, Object id, List<Object> done) {
        int position = list.indexOf(id);
        return position <= 0 || done.containsAll(list.subList(0, position));
    }

    static LocalDateTime time(Object text) {
        return Moments.parse(text.toString());
    }
}
