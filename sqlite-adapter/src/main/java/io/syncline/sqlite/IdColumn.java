package io.syncline.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.record.Cursor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Record ids in columns without a type: integers and texts. SQLite sorts them as Syncline does, integers before texts, and
 * texts by their UTF-8 bytes.
 */
final class IdColumn {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    /** What SQLite sorts before all integers. */
    private static final Double FIRST = Double.NEGATIVE_INFINITY;

    private IdColumn() {}

    static RecordId read(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        try {
            if (value instanceof Integer || value instanceof Long) {
                return RecordId.of(((Number) value).longValue());
            }
            if (value instanceof String text) {
                return RecordId.of(text);
            }
            throw new IllegalArgumentException("it is neither an integer nor a text");
        } catch (IllegalArgumentException e) {
            throw new SetupException(
                    "The index is corrupt: unreadable record id (" + e.getMessage()
                            + "). Restore a backup, or delete the index and run a full sync",
                    e);
        }
    }

    /** A value that sorts as a position does among ids. */
    static Object bound(Cursor position) {
        if (position.isStart()) {
            return FIRST;
        }
        // SQLite sorts bytes after texts.
        return position.isEnd() ? new byte[] {0} : position.id().value();
    }

    /** Distinct ids as a JSON array, to be bound as one parameter. */
    static String json(Collection<RecordId> ids) {
        try {
            return JSON.writeValueAsString(
                    ids.stream().distinct().map(RecordId::value).toList());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Every id can be written as JSON", e);
        }
    }
}
