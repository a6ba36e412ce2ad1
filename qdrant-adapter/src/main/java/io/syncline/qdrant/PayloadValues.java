package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.Quarantine;
import io.syncline.core.port.vector.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns payload values into Qdrant's JSON and back; integers stay integers. */
final class PayloadValues {

    private PayloadValues() {}

    static Value of(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    static Value of(long number) {
        return Value.newBuilder().setIntegerValue(number).build();
    }

    static Value of(boolean truth) {
        return Value.newBuilder().setBoolValue(truth).build();
    }

    /** A value as {@link Payload} allows it. */
    static Value ofAny(Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof Long number) {
            return of((long) number);
        }
        if (value instanceof Boolean truth) {
            return of((boolean) truth);
        }
        if (value instanceof Double number) {
            return Value.newBuilder().setDoubleValue(number).build();
        }
        ListValue.Builder list = ListValue.newBuilder();
        ((List<?>) value).forEach(item -> list.addValues(ofAny(item)));
        return Value.newBuilder().setListValue(list).build();
    }

    /** The epoch under which a point was written; 0 if it tells none. */
    static long epoch(Map<String, Value> stored) {
        return stored.getOrDefault(Fields.EPOCH, Value.getDefaultInstance()).getIntegerValue();
    }

    /** The quarantine that a point is in; empty if it is in none. */
    static Optional<Quarantine> quarantine(Map<String, Value> stored) {
        if (!of(Fields.QUARANTINED).equals(stored.get(Fields.POINT_TYPE))) {
            return Optional.empty();
        }
        return Optional.of(
                new Quarantine(time(stored, Fields.QUARANTINED_SINCE), time(stored, Fields.QUARANTINED_UNTIL)));
    }

    private static Instant time(Map<String, Value> stored, String field) {
        return Instant.ofEpochMilli(
                stored.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue());
    }

    /** What an application chose to store, out of all that a point carries. */
    static Payload toPayload(Map<String, Value> stored) {
        Map<String, Object> chosen = new HashMap<>();
        stored.forEach((name, value) -> {
            if (!Payload.RESERVED.contains(name)) {
                toObject(value).ifPresent(object -> chosen.put(name, object));
            }
        });
        return Payload.of(chosen);
    }

    /** The value as an object; empty for null and for objects, which Syncline does not write. */
    private static Optional<Object> toObject(Value value) {
        return switch (value.getKindCase()) {
            case STRING_VALUE -> Optional.of(value.getStringValue());
            case INTEGER_VALUE -> Optional.of(value.getIntegerValue());
            case DOUBLE_VALUE -> Optional.of(value.getDoubleValue());
            case BOOL_VALUE -> Optional.of(value.getBoolValue());
            case LIST_VALUE -> {
                List<Object> items = new ArrayList<>();
                value.getListValue()
                        .getValuesList()
                        .forEach(item -> toObject(item).ifPresent(items::add));
                yield Optional.of(items);
            }
            case NULL_VALUE, STRUCT_VALUE, KIND_NOT_SET -> Optional.empty();
        };
    }
}
