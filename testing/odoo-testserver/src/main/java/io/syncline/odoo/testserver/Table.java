package io.syncline.odoo.testserver;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The committed records of one model, with an index of each link field. Guarded by the store's lock. */
final class Table {
    private OdooModel model;
    private final Map<String, Integer> slots = new HashMap<>();
    private Map<String, Column> columns = Map.of();
    private final NavigableMap<Long, Row> rows = new TreeMap<>();
    private final Map<Integer, Map<Long, NavigableSet<Long>>> links = new HashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    Table(OdooModel model) {
        this.model = model;
        define(model);
    }

    /** Changes the definition; values of fields that stay are preserved. */
    void define(OdooModel definition) {
        model = definition;
        Map<String, Column> defined = new LinkedHashMap<>();
        definition.fields().values().forEach(field -> defined.put(field.name(), column(field)));
        addMagic(defined, OdooField.of("id", OdooFieldType.INTEGER).label("ID"), Column.ID);
        OdooField display = OdooField.chars("display_name")
                .label("Display Name")
                .notStored()
                .searchable(true);
        addMagic(defined, display, Column.DISPLAY_NAME);
        if (definition.isLogged()) {
            addMagic(defined, OdooField.many2one("create_uid", "res.users").label("Created by"), Column.CREATE_UID);
            addMagic(defined, moment("create_date", "Created on"), Column.CREATE_DATE);
            addMagic(defined, OdooField.many2one("write_uid", "res.users").label("Last Updated by"), Column.WRITE_UID);
            addMagic(defined, moment("write_date", "Last Updated on"), Column.WRITE_DATE);
        }
        columns = defined;
    }

    private Column column(OdooField field) {
        if (!field.isColumn()) {
            return new Column(field, Column.COMPUTED);
        }
        return new Column(field, slots.computeIfAbsent(field.name(), any -> slots.size()));
    }

    private static OdooField moment(String name, String label) {
        return OdooField.of(name, OdooFieldType.DATETIME).label(label);
    }

    private static void addMagic(Map<String, Column> defined, OdooField field, int slot) {
        defined.putIfAbsent(field.name(), new Column(field.readonly(), slot));
    }

    OdooModel model() {
        return model;
    }

    String name() {
        return model.name();
    }

    Collection<Column> columns() {
        return columns.values();
    }

    @Nullable Column column(String name) {
        return columns.get(name);
    }

    int slotCount() {
        return slots.size();
    }

    NavigableMap<Long, Row> rows() {
        return rows;
    }

    @Nullable Row row(long id) {
        return rows.get(id);
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /** Ensures that an explicit id is not assigned again. */
    void reserve(long id) {
        lastId.accumulateAndGet(id, Math::max);
    }

    SortedSet<Long> linkedTo(Column link, long target) {
        NavigableSet<Long> ids = links.getOrDefault(link.slot(), Map.of()).getOrDefault(target, new TreeSet<>());
        return new TreeSet<>(ids);
    }

    void put(Row row) {
        relink(rows.put(row.id(), row), row);
    }

    void remove(long id) {
        relink(rows.remove(id), null);
    }

    private void relink(@Nullable Row before, @Nullable Row after) {
        for (Column column : columns.values()) {
            if (column.isStoredCell() && column.field().type().isRelational()) {
                relink(column.slot(), before, after);
            }
        }
    }

    private void relink(int slot, @Nullable Row before, @Nullable Row after) {
        Object old = before == null ? null : before.cell(slot);
        Object now = after == null ? null : after.cell(slot);
        if (!Objects.equals(old, now)) {
            Map<Long, NavigableSet<Long>> index = links.computeIfAbsent(slot, any -> new HashMap<>());
            if (before != null) {
                targets(old).forEach(target -> unlink(index, target, before.id()));
            }
            if (after != null) {
                targets(now)
                        .forEach(target -> index.computeIfAbsent(target, any -> new TreeSet<>())
                                .add(after.id()));
            }
        }
    }

    private static void unlink(Map<Long, NavigableSet<Long>> index, long target, long source) {
        NavigableSet<Long> sources = index.get(target);
        if (sources != null && sources.remove(source) && sources.isEmpty()) {
            index.remove(target);
        }
    }

    /** The ids in a stored link or list of links. */
    static List<Long> targets(@Nullable Object cell) {
        if (cell instanceof Long id) {
            return List.of(id);
        }
        if (cell instanceof PerCompany values) {
            return values.all().stream()
                    .flatMap(value -> targets(value).stream())
                    .distinct()
                    .toList();
        }
        return cell instanceof List<?> list
                ? list.stream().map(Long.class::cast).toList()
                : List.of();
    }
}
