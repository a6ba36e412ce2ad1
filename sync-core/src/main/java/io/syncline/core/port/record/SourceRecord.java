package io.syncline.core.port.record;

import io.syncline.api.RecordId;
import java.util.Map;

/**
 * A record as read from the source.
 *
 * @param id its id
 * @param version its change time in milliseconds since 1970-01-01T00:00Z by the source's clock, at the resolution of
 *     the source; 0 if it has none. A newer state never has a smaller version than an older one
 * @param fields the values of the fields asked for, by technical name
 * @param unreadable the fields asked for that the source has and could not deliver for this record, with the reason; empty
 *     if there are none. The record is stored without them, marked as incomplete, and read again by later runs
 */
public record SourceRecord(RecordId id, long version, Map<String, FieldValue> fields, Map<String, String> unreadable) {

    /**
     * Checks the version. The maps are not copied: records are made in great numbers, and whoever made them must not change
     * them any more.
     *
     * @throws IllegalArgumentException if the version is negative
     */
    public SourceRecord {
        if (version < 0) {
            throw new IllegalArgumentException("The version of record " + id + " is negative: " + version);
        }
    }

    /**
     * A record whose fields were all delivered.
     *
     * @param id its id
     * @param version its change time, see above
     * @param fields the values of the fields asked for, by technical name
     * @throws IllegalArgumentException if the version is negative
     */
    public SourceRecord(RecordId id, long version, Map<String, FieldValue> fields) {
        this(id, version, fields, Map.of());
    }

    /**
     * The value of a field.
     *
     * @param name technical name
     * @return its value, {@link FieldValue#EMPTY} if there is none
     */
    public FieldValue field(String name) {
        return fields.getOrDefault(name, FieldValue.EMPTY);
    }
}
