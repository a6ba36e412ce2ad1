package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A committed record.
 *
 * @param stampMicros change time in microseconds since 1970-01-01T00:00Z, or {@link #UNDATED}
 * @param linkedMicros change time of the records that its fields are made from, or {@link #UNDATED}
 * @param rejection why it cannot be delivered, or null if it can
 * @param unreadable the fields that cannot be delivered, with the reasons
 */
record Row(
        RecordId id,
        long stampMicros,
        long linkedMicros,
        boolean archived,
        Map<String, FieldValue> fields,
        @Nullable String rejection,
        Map<String, String> unreadable) {

    static final long UNDATED = Long.MIN_VALUE;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    static Row created(RecordId id, long stampMicros, Map<String, FieldValue> fields) {
        return new Row(id, stampMicros, UNDATED, false, Map.copyOf(fields), null, Map.of());
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /** Clocks may step back; versions never do. */
    Row stamped(long micros) {
        return new Row(id, Math.max(stampMicros, micros), linkedMicros, archived, fields, rejection, unreadable);
    }

    Row linked(long micros) {
        return new Row(id, stampMicros, micros, archived, fields, rejection, unreadable);
    }

    Row withArchived(boolean now) {
        return new Row(id, stampMicros, linkedMicros, now, fields, rejection, unreadable);
    }

    Row withFields(Map<String, FieldValue> values) {
        return new Row(id, stampMicros, linkedMicros, archived, Map.copyOf(values), rejection, unreadable);
    }

    Row merged(Map<String, FieldValue> values) {
        Map<String, FieldValue> all = new HashMap<>(fields);
        all.putAll(values);
        return withFields(all);
    }

    Row withRejection(@Nullable String reason) {
        return new Row(id, stampMicros, linkedMicros, archived, fields, reason, unreadable);
    }

    Row withUnreadable(String field, @Nullable String reason) {
        Map<String, String> others = new HashMap<>(unreadable);
        others.remove(field);
        if (reason != null) {
            others.put(field, reason);
        }
        return new Row(id, stampMicros, linkedMicros, archived, fields, rejection, Map.copyOf(others));
    }

    /** The version as the port reports it: whole seconds, truncated. */
    long version() {
        return stampMicros == UNDATED ? 0 : Math.floorDiv(stampMicros, MICROS_PER_SECOND) * MILLIS_PER_SECOND;
    }

    boolean inScope(RecordScope scope) {
        return (scope.includeArchived() || !archived)
                && scope.changedSince().map(this::changedSince).orElse(true);
    }

    private boolean changedSince(Instant lower) {
        long lowerMicros = micros(lower);
        return stampMicros == UNDATED || stampMicros >= lowerMicros || linkedMicros >= lowerMicros;
    }

    IdAndVersion idAndVersion() {
        return new IdAndVersion(id, version());
    }

    SourceRecord record(List<String> names) {
        Map<String, FieldValue> chosen = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String name : names) {
            String reason = unreadable.get(name);
            if (reason == null) {
                chosen.put(name, fields.getOrDefault(name, FieldValue.EMPTY));
            } else {
                missing.put(name, reason);
            }
        }
        return new SourceRecord(
                id, version(), Collections.unmodifiableMap(chosen), Collections.unmodifiableMap(missing));
    }

    RejectedRecord rejected(String reason) {
        return new RejectedRecord(id, reason);
    }
}
