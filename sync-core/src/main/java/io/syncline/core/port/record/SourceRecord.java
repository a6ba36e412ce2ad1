package io.syncline.core.port.record;

import io.syncline.api.RecordId;
import java.util.Map;

/**
 * A record as read from the source.
 *
 * @param id its id
 * @param version its change time in milliseconds since 1970-01-01T00:00Z by the source's clock, at the resolution of
 *     the source; 0 if it has none. A newer state never has a smaller version than an older one
 * @param fields the values of the fields asked for, by technical name; one of them may be missing only if the source
 *     did not deliver it
 */
public record SourceRecord(RecordId id, long version, Map<String, FieldValue> fields) {

    /**
     * Checks the version. The map is not copied: records are made in great numbers, and whoever made it must not change
     * it any more.
     *
     * @throws IllegalArgumentException if the version is negative
     */
    public SourceRecord {
        if (version < 0) {
            throw new IllegalArgumentException("The version of record " + id + " is negative: " + version);
        }
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
