package io.syncline.odoo.testserver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts the values of a create or write to changes. */
final class Edits {
    private final Store store;
    private final OdooVersion version;
    private final OdooRecord.Scope scope;
    private final List<Change> changes = new ArrayList<>();

    Edits(Store store, OdooVersion version, OdooRecord.Scope scope) {
        this.store = store;
        this.version = version;
        this.scope = scope;
    }

    /** The changes, in order. */
    List<Change> changes() {
        return changes;
    }

    long create(Table table, Map<String, ?> values) {
        long id = values.get("id") instanceof Long given ? given : table.nextId();
        table.reserve(id);
        int position = changes.size();
        List<Change.Edit> edits = edits(table, List.of(id), values);
        for (Column column : table.columns()) {
            if (column.field().isRequired() && column.isStoredCell() && isEmpty(values.get(column.name()))) {
                throw OdooError.user("The operation cannot be completed:\n- Create/update: a mandatory field is not"
                        + " set.\n\nModel: " + table.model().label() + " (" + table.name() + ")\nField: "
                        + column.field()
                                .labels()
                                .labelIn("en_US", column.field().name()) + " (" + column.name() + ")\n");
            }
            if (column.name().equals("active") && !values.containsKey("active")) {
                edits.add(new Change.Edit(column, old -> true));
            }
        }
        changes.add(position, new Change.Create(table, id, edits));
        return id;
    }

    void write(Table table, List<Long> ids, Map<String, ?> values) {
        int position = changes.size();
        changes.add(position, new Change.Write(table, ids, edits(table, ids, values), true));
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || Boolean.FALSE.equals(value);
    }

    private List<Change.Edit> edits(Table table, List<Long> ids, Map<String, ?> values) {
        List<Change.Edit> edits = new ArrayList<>();
        values.forEach((name, value) -> {
            Column column = table.column(name);
            if (column == null) {
                throw OdooError.value(version.invalidField(name, table.name()));
            }
            if (column.isStoredCell()) {
                edits.add(edit(column, value));
            } else if (column.type().isLinkList()) {
                ids.forEach(id -> linkFromOtherSide(column.field(), id, value));
            }
        });
        return edits;
    }

    private Change.Edit edit(Column column, @Nullable Object value) {
        OdooField field = column.field();
        if (column.type() != OdooFieldType.MANY2MANY) {
            Object cell = Cells.of(field, value);
            return new Change.Edit(column, old -> Cells.merge(field, old, cell, scope));
        }
        List<List<?>> commands = commands(value);
        if (commands == null) {
            List<Long> ids = Cells.ids(value == null || Boolean.FALSE.equals(value) ? List.of() : value);
            return new Change.Edit(column, old -> ids);
        }
        List<LinkStep> steps =
                commands.stream().map(command -> step(field, command, Map.of())).toList();
        return new Change.Edit(column, old -> {
            List<Long> ids = new ArrayList<>(Table.targets(old));
            steps.forEach(step -> step.applyTo(ids));
            return List.copyOf(ids);
        });
    }

    private void linkFromOtherSide(OdooField field, long id, @Nullable Object value) {
        Table target = store.required(field.relation());
        Column inverse = target.column(field.inverse());
        List<List<?>> commands = commands(value);
        if (inverse == null || !inverse.isStoredCell()) {
            return;
        }
        List<List<?>> wanted = commands == null
                ? List.of(List.of(6L, 0L, Cells.ids(value == null || Boolean.FALSE.equals(value) ? List.of() : value)))
                : commands;
        boolean single = inverse.type() == OdooFieldType.MANY2ONE;
        for (List<?> command : wanted) {
            LinkStep step = step(field, command, single ? Map.of(inverse.name(), id) : Map.of());
            List<Long> linked = List.copyOf(target.linkedTo(inverse, id));
            step.dropped(linked).forEach(other -> link(target, inverse, other, id, false));
            step.added().forEach(other -> link(target, inverse, other, id, true));
        }
    }

    /** A child that is moved is written; the far side of a many2many is not. */
    private void link(Table target, Column inverse, long other, long id, boolean add) {
        boolean single = inverse.type() == OdooFieldType.MANY2ONE;
        Change.Edit edit = new Change.Edit(inverse, old -> {
            if (single) {
                return add ? (Object) id : null;
            }
            List<Long> ids = new ArrayList<>(Table.targets(old));
            ids.remove(id);
            if (add) {
                ids.add(id);
            }
            return List.copyOf(ids);
        });
        changes.add(new Change.Write(target, List.of(other), List.of(edit), single));
    }

    private static @Nullable List<List<?>> commands(@Nullable Object value) {
        if (!(value instanceof Collection<?> list) || list.isEmpty()) {
            return null;
        }
        List<List<?>> commands = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof List<?> command) || command.isEmpty()) {
                return null;
            }
            commands.add(command);
        }
        return commands;
    }

    private LinkStep step(OdooField field, List<?> command, Map<String, ?> forced) {
        Table target = store.required(field.relation());
        int code = Math.toIntExact(number(command, 0));
        long id = command.size() > 1 ? number(command, 1) : 0;
        switch (code) {
            case 0 -> {
                Map<String, Object> values = new java.util.LinkedHashMap<>(valuesOf(command));
                values.putAll(forced);
                return LinkStep.add(List.of(create(target, values)));
            }
            case 1 -> write(target, List.of(id), valuesOf(command));
            case 2 -> changes.add(new Change.Unlink(target, List.of(id)));
            case 3 -> {
                return LinkStep.drop(List.of(id));
            }
            case 4 -> {
                return LinkStep.add(List.of(id));
            }
            case 5 -> {
                return LinkStep.replace(List.of());
            }
            case 6 -> {
                return LinkStep.replace(Cells.ids((Object) command.get(2)));
            }
            default -> throw OdooError.value("Unknown command " + PythonText.repr(command));
        }
        return LinkStep.add(List.of());
    }

    private static long number(List<?> command, int index) {
        return command.get(index) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked") // keys of a wire struct are strings
    private static Map<String, ?> valuesOf(List<?> command) {
        return (Map<String, ?>) command.get(2);
    }
}
