package io.syncline.odoo.testserver;

import org.jspecify.annotations.Nullable;

/** Where the value of a field is found. */
final class Column {
    static final int COMPUTED = -1;
    static final int ID = -2;
    static final int CREATE_DATE = -3;
    static final int CREATE_UID = -4;
    static final int WRITE_DATE = -5;
    static final int WRITE_UID = -6;
    static final int DISPLAY_NAME = -7;

    private final OdooField field;
    private final int slot;

    Column(OdooField field, int slot) {
        this.field = field;
        this.slot = slot;
    }

    OdooField field() {
        return field;
    }

    String name() {
        return field.name();
    }

    OdooFieldType type() {
        return field.type();
    }

    int slot() {
        return slot;
    }

    boolean isStoredCell() {
        return slot >= 0;
    }

    boolean isId() {
        return slot == ID;
    }

    /** The value as stored: with all its languages and companies. */
    @Nullable Object raw(Row row) {
        Row.Stamp written = row.written();
        return switch (slot) {
            case ID -> row.id();
            case CREATE_DATE -> row.created().time();
            case CREATE_UID -> row.created().user();
            case WRITE_DATE -> written == null ? null : written.time();
            case WRITE_UID -> written == null ? null : written.user();
            case COMPUTED, DISPLAY_NAME -> null;
            default -> row.cell(slot);
        };
    }
}
