package io.syncline.pgvector;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Record ids in two columns: a number has an empty text, and a text has the number 0.
 *
 * @param ids distinct ids in their order, so that concurrent transactions lock rows in the same one
 */
record RecordKeys(List<RecordId> ids) {

    /** Both columns, as they are compared, sorted and read. */
    static final String COLUMNS = "record_text, record_number";

    static RecordKeys of(Collection<RecordId> ids) {
        return new RecordKeys(ids.stream().distinct().sorted().toList());
    }

    /** The first column. */
    String[] texts() {
        return ids.stream().map(RecordKeys::text).toArray(String[]::new);
    }

    /** The second column. */
    Long[] numbers() {
        return ids.stream().map(RecordKeys::number).toArray(Long[]::new);
    }

    static String text(RecordId id) {
        return id.isNumber() ? "" : id.text();
    }

    static long number(RecordId id) {
        return id.isNumber() ? id.number() : 0;
    }

    /** Reads the two columns. */
    static RecordId read(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        try {
            return text.isEmpty() ? RecordId.of(row.getLong(column + 1)) : RecordId.of(text);
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The collection is corrupt: unreadable record id (" + e.getMessage()
                            + "). Delete the row, and run a full sync",
                    e);
        }
    }

    /** A condition for positions: {@code ">"} for what comes after one, {@code "<="} for what does not. */
    static String condition(Cursor position, String operator) {
        return position.isStart() || position.isEnd() ? "" : " AND (" + COLUMNS + ") " + operator + " (?, ?)";
    }

    /** Adds the parameters of the condition. */
    static void bind(Cursor position, Collection<Object> parameters) {
        if (!position.isStart() && !position.isEnd()) {
            parameters.add(text(position.id()));
            parameters.add(number(position.id()));
        }
    }
}
