package io.syncline.odoo.testserver;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies the changes of one transaction; the caller holds the write lock. */
final class Commit {
    private final Store store;
    private final Row.Stamp stamp;

    Commit(Store store, Row.Stamp stamp) {
        this.store = store;
        this.stamp = stamp;
    }

    void apply(List<Change> changes) {
        check(changes);
        for (Change change : changes) {
            if (change instanceof Change.Create create) {
                create(create);
            } else if (change instanceof Change.Write write) {
                write.ids().forEach(id -> write(write, id));
            } else if (change instanceof Change.Unlink unlink) {
                unlink.ids().forEach(id -> unlink(unlink.table(), id));
            } else if (change instanceof Change.SetStamp set) {
                set.ids().forEach(id -> restamp(set.table(), id, set.stamp()));
            }
        }
    }

    /** Fails before any change is applied, if one of them is invalid. */
    private void check(List<Change> changes) {
        Set<String> fresh = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Create create) {
                fresh.add(create.table().name() + "," + create.id());
            } else if (change instanceof Change.Write write && write.stamped()) {
                write.ids().forEach(id -> demand(write.table(), id, fresh));
            } else if (change instanceof Change.Unlink unlink) {
                unlink.ids().forEach(id -> demandDeletable(unlink.table(), id, fresh));
            }
        }
    }

    private void demand(Table table, long id, Set<String> fresh) {
        if (table.row(id) == null && !fresh.contains(table.name() + "," + id)) {
            throw OdooError.missing(table.name(), id, stamp.user());
        }
    }

    private void demandDeletable(Table table, long id, Set<String> fresh) {
        demand(table, id, fresh);
        Row row = table.row(id);
        if (row == null) {
            return;
        }
        OdooRecord record = new OdooRecord(store, table, row, OdooRecord.Scope.DEFAULT);
        for (OdooModel.Guard guard : table.model().guards()) {
            if (guard.applies().test(record)) {
                throw OdooError.user(guard.message());
            }
        }
        forEachLink(table, (other, link) -> {
            if (link.field().onDelete() == OnDelete.RESTRICT
                    && !other.linkedTo(link, id).isEmpty()) {
                throw OdooError.user("The operation cannot be completed: another model requires the record being"
                        + " deleted. If possible, archive it instead.\n\nModel: "
                        + other.model().label() + " ("
                        + other.name() + "), Constraint: " + link.name());
            }
        });
    }

    private void create(Change.Create create) {
        Table table = create.table();
        table.put(new Row(create.id(), edited(table, new Object[0], create.edits()), stamp, stamp));
    }

    private void write(Change.Write write, long id) {
        Table table = write.table();
        Row row = table.row(id);
        if (row == null) {
            return;
        }
        Row after = row.with(
                edited(table, row.cells(table.slotCount()), write.edits()), write.stamped() ? stamp : row.written());
        table.put(after);
        if (write.stamped()) {
            touch(table, row, after);
        }
    }

    private void touch(Table table, Row before, Row after) {
        for (Map.Entry<String, Set<String>> touch : table.model().touches().entrySet()) {
            Column link = table.column(touch.getKey());
            if (link != null && touch.getValue().stream().anyMatch(name -> differs(table, name, before, after))) {
                table.linkedTo(link, before.id()).forEach(id -> restamp(table, id, stamp));
            }
        }
    }

    private static boolean differs(Table table, String name, Row before, Row after) {
        Column column = table.column(name);
        return column != null && !Objects.equals(column.raw(before), column.raw(after));
    }

    private static @Nullable Object[] edited(Table table, @Nullable Object[] before, List<Change.Edit> edits) {
        @Nullable Object[] cells = java.util.Arrays.copyOf(before, Math.max(before.length, table.slotCount()));
        for (Change.Edit edit : edits) {
            int slot = edit.column().slot();
            cells[slot] = edit.change().apply(cells[slot]);
        }
        return cells;
    }

    private static void restamp(Table table, long id, Row.@Nullable Stamp stamp) {
        Row row = table.row(id);
        if (row != null) {
            table.put(row.with(row.cells(0), stamp));
        }
    }

    private void unlink(Table table, long id) {
        if (table.row(id) == null) {
            return;
        }
        table.remove(id);
        forEachLink(table, (other, link) -> {
            for (long source : other.linkedTo(link, id)) {
                if (link.type() == OdooFieldType.MANY2ONE && link.field().onDelete() == OnDelete.CASCADE) {
                    unlink(other, source);
                } else {
                    Change.Edit drop = new Change.Edit(link, cell -> without(cell, id));
                    write(new Change.Write(other, List.of(source), List.of(drop), false), source);
                }
            }
        });
    }

    private static @Nullable Object without(@Nullable Object cell, long id) {
        if (cell instanceof PerCompany companies) {
            Map<Long, Object> kept = new java.util.LinkedHashMap<>(companies.values());
            kept.values().removeIf(value -> value.equals(id));
            return new PerCompany(kept);
        }
        return cell instanceof List<?> ids
                ? ids.stream().filter(other -> !other.equals(id)).toList()
                : null;
    }

    /** Visits every stored link field of any model that leads to a table. */
    private void forEachLink(Table target, java.util.function.BiConsumer<Table, Column> visitor) {
        for (Table other : store.tables()) {
            for (Column column : other.columns()) {
                if (column.isStoredCell()
                        && column.type().isRelational()
                        && column.field().relation().equals(target.name())) {
                    visitor.accept(other, column);
                }
            }
        }
    }
}
