package io.syncline.sql;

import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.sql.internal.dialect.SqlColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows of another table say of a record.
 *
 * @param text a line for each row; empty if there is no row, or one that could not be read
 * @param problem why a row could not be read; empty if all were read
 */
record ChildText(Optional<String> text, Optional<String> problem) {

    /** A record without rows. */
    static final ChildText NONE = new ChildText(Optional.empty(), Optional.empty());

    static ChildText of(String line) {
        return new ChildText(Optional.of(line), Optional.empty());
    }

    static ChildText unreadable(SqlColumn column) {
        return new ChildText(Optional.empty(), Optional.of(column.name() + ": " + RowLayout.unreadable(column)));
    }

    /** These lines and those below. A part of them would pass for all. */
    ChildText above(ChildText below) {
        if (problem.isPresent()) {
            return this;
        }
        return below.problem().isPresent()
                ? below
                : of(text.orElseThrow() + "\n" + below.text().orElseThrow());
    }

    /** A record with these lines as a field. */
    SourceRecord in(SourceRecord record, String field) {
        Map<String, FieldValue> fields = new LinkedHashMap<>(record.fields());
        Map<String, String> unreadable = new LinkedHashMap<>(record.unreadable());
        problem.ifPresentOrElse(
                reason -> unreadable.put(field, reason),
                () -> fields.put(
                        field, text.<FieldValue>map(FieldValue.Text::new).orElse(FieldValue.EMPTY)));
        return new SourceRecord(record.id(), record.version(), fields, unreadable);
    }
}
