package io.syncline.odoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as they were read, and which of their fields could not be. Not thread-safe.
 *
 * @param rows the rows, with the fields that could be read
 * @param unreadable by id: the fields that could not be read, with the reasons
 */
record Readings(List<Map<String, Object>> rows, Map<Long, Map<String, String>> unreadable) {

    Readings() {
        this(new ArrayList<>());
    }

    Readings(List<Map<String, Object>> rows) {
        this(rows, new HashMap<>());
    }

    void add(Readings more) {
        rows.addAll(more.rows);
        more.unreadable.forEach((id, fields) -> fields.forEach((field, reason) -> unreadable(id, field, reason)));
    }

    void unreadable(long id, String field, String reason) {
        unreadable.computeIfAbsent(id, none -> new HashMap<>()).putIfAbsent(field, reason);
    }

    Map<String, String> unreadable(long id) {
        return unreadable.getOrDefault(id, Map.of());
    }
}
