package io.syncline.odoo.testserver;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as record rules, computed fields and tests see it: the value types are {@code String}, {@code Long},
 * {@code Double}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} (UTC, with microseconds), {@code byte[]},
 * a list of ids, and for JSON any of these; null is empty.
 *
 * <p>Immutable itself; links are followed in the database as it is at that moment.
 */
public final class OdooRecord {
    private final Store store;
    private final Table table;
    private final Row row;
    private final Scope scope;

    OdooRecord(Store store, Table table, Row row, Scope scope) {
        this.store = store;
        this.table = table;
        this.row = row;
        this.scope = scope;
    }

    /** The language and the company for which values are read. */
    record Scope(String language, long company) {
        static final Scope DEFAULT = new Scope("en_US", 1);
    }

    /**
     * The record's id.
     *
     * @return a number, which is negative in some views
     */
    public long id() {
        return row.id();
    }

    /**
     * The record's model.
     *
     * @return its technical name
     */
    public String model() {
        return table.name();
    }

    /**
     * Reads a field.
     *
     * @param field its name
     * @return the value, or null if it is empty
     */
    public @Nullable Object get(String field) {
        Column column = table.column(field);
        if (column == null) {
            throw new IllegalArgumentException("Model " + model() + " has no field " + field);
        }
        return value(column);
    }

    /**
     * Reads a field as text.
     *
     * @param field its name
     * @return the text, or null if it is empty
     */
    public @Nullable String text(String field) {
        Object value = get(field);
        return value == null ? null : value.toString();
    }

    /**
     * Follows a many2one.
     *
     * @param field its name
     * @return the record it links to
     */
    public Optional<OdooRecord> link(String field) {
        Column column = table.column(field);
        if (column == null || !(value(column) instanceof Long id)) {
            return Optional.empty();
        }
        return store.find(column.field().relation(), id, scope);
    }

    /** The value at the end of a path of many2one links, or null if one of them is empty. */
    @Nullable Object follow(String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? get(path)
                : link(path.substring(0, dot))
                        .map(target -> target.follow(path.substring(dot + 1)))
                        .orElse(null);
    }

    /**
     * Follows a one2many or many2many, archived records included.
     *
     * @param field its name
     * @return the records it links to
     */
    public List<OdooRecord> links(String field) {
        Column column = table.column(field);
        if (column == null) {
            throw new IllegalArgumentException("Model " + model() + " has no field " + field);
        }
        return store.links(table, column, row).stream()
                .flatMap(id -> store.find(column.field().relation(), id, scope).stream())
                .toList();
    }

    /**
     * The name under which the record is shown.
     *
     * @return the name; model and id if it has none
     */
    public String displayName() {
        String name = table.model().displayName().apply(this);
        return name == null ? model() + "," + id() : name;
    }

    boolean has(String field) {
        return table.column(field) != null;
    }

    @Nullable Object value(Column column) {
        if (column.slot() == Column.DISPLAY_NAME) {
            return displayName();
        }
        if (column.slot() == Column.COMPUTED) {
            return column.field().type().isLinkList()
                    ? store.links(table, column, row)
                    : column.field()
                            .compute()
                            .map(made -> Cells.of(column.field(), made.apply(this)))
                            .orElse(null);
        }
        return Cells.resolve(column.raw(row), scope);
    }

    @Override
    public String toString() {
        return model() + "(" + id() + ")";
    }
}
