package io.syncline.sql;

import io.syncline.api.RecordId;
import io.syncline.sql.internal.key.KeyCodec;
import io.syncline.sql.internal.key.KeyKind;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Keys of the tables that tests create. */
enum TestKey {
    INTEGER("id"),
    UUIDS("id"),
    TEXT("id"),
    COMPOSITE("region, number");

    private final String columns;

    TestKey(String columns) {
        this.columns = columns;
    }

    List<String> columns() {
        return List.of(columns.split(", ", -1));
    }

    String declaration(TestDatabase database) {
        String types = switch (this) {
            case INTEGER -> "id bigint NOT NULL";
            case UUIDS -> "id " + database.uuid() + " NOT NULL";
            case TEXT -> "id " + database.text() + " NOT NULL";
            case COMPOSITE -> "region " + database.text() + " NOT NULL, number bigint NOT NULL";
        };
        return types + ", PRIMARY KEY (" + columns + ")";
    }

    /** Values that are greater with each number. */
    List<Object> values(int number) {
        return switch (this) {
            case INTEGER -> List.of((long) number);
            case UUIDS -> List.of(new UUID(0x0190_0000_0000_7000L + number, 0x8000_0000_0000_0000L));
            case TEXT -> List.of(String.format(Locale.ROOT, "row-%06d", number));
            case COMPOSITE -> List.of("north", (long) number);
        };
    }

    RecordId id(List<Object> values) {
        return codec().idOf(values.stream()
                .map(value -> value instanceof UUID uuid ? uuid.toString() : value)
                .toList());
    }

    /** The values of an id, as a driver takes them. */
    List<Object> values(RecordId id) {
        return codec().valuesOf(id).orElseThrow().stream()
                .map(value -> this == UUIDS ? (Object) UUID.fromString((String) value) : value)
                .toList();
    }

    private KeyCodec codec() {
        return new KeyCodec(
                switch (this) {
                    case INTEGER -> List.of(KeyKind.INTEGER);
                    case UUIDS -> List.of(KeyKind.UUID);
                    case TEXT -> List.of(KeyKind.TEXT);
                    case COMPOSITE -> List.of(KeyKind.TEXT, KeyKind.INTEGER);
                });
    }
}
