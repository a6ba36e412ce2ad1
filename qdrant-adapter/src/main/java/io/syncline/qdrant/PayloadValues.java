package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.ListValue;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converts payload values to the JSON values of Qdrant's protocol and back. Integers and doubles stay distinct. */
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

    /** Converts a value that {@link Payload} allows. */
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

    static Value of(RecordId record) {
        return record.isNumber() ? of(record.number()) : of(record.text());
    }

    /** The record that a payload names; empty if it names none. */
    static Optional<RecordId> recordId(Map<String, Value> stored) {
        Value value = stored.getOrDefault(PayloadFields.RECORD_ID, Value.getDefaultInstance());
        if (value.hasIntegerValue()) {
            return Optional.of(RecordId.of(value.getIntegerValue()));
        }
        try {
            return value.hasStringValue() ? Optional.of(RecordId.of(value.getStringValue())) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static long whole(Map<String, Value> stored, String field) {
        return stored.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue();
    }

    static String text(Map<String, Value> stored, String field) {
        return stored.getOrDefault(field, Value.getDefaultInstance()).getStringValue();
    }

    /** The epoch that wrote a point; 0 if it has none. */
    static long epoch(Map<String, Value> stored) {
        return whole(stored, PayloadFields.EPOCH);
    }

    /** The quarantine of a point; empty if it is not in quarantine. */
    static Optional<Quarantine> quarantine(Map<String, Value> stored) {
        if (!of(PayloadFields.QUARANTINED).equals(stored.get(PayloadFields.POINT_TYPE))) {
            return Optional.empty();
        }
        return Optional.of(new Quarantine(
                time(stored, PayloadFields.QUARANTINED_SINCE), time(stored, PayloadFields.QUARANTINED_UNTIL)));
    }

    private static Instant time(Map<String, Value> stored, String field) {
        return Instant.ofEpochMilli(whole(stored, field));
    }

    /** The payload of the application, without the fields of Syncline. */
    static Payload toPayload(Map<String, Value> stored) {
        Map<String, Object> chosen = new HashMap<>();
        stored.forEach((name, value) -> {
            if (!Payload.RESERVED.contains(name) && !name.equals(PayloadFields.RECORD_HASH)) {
                toObject(value).ifPresent(object -> chosen.put(name, object));
            }
        });
        return Payload.of(chosen);
    }

    /** Converts a value back; empty for null and for objects, which Syncline does not write. */
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
