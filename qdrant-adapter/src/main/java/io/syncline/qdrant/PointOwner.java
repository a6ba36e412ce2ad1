package io.syncline.qdrant;

import io.qdrant.client.grpc.Common;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.RecordId;
import io.syncline.api.StrayPoint;
import io.syncline.core.port.vector.ModelKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one answer to "whose point is this?": of a record of the model, if id and payload agree, or a stray one. The id alone is
 * not enough, since payloads are damaged, and the payload alone is not, since points are copied.
 */
final class PointOwner {

    /** The payload fields that {@link #record} needs. */
    static final List<String> FIELDS =
            List.of(PayloadFields.SOURCE, PayloadFields.MODEL_NAME, PayloadFields.POINT_TYPE, PayloadFields.RECORD_ID);

    /** The payload fields that {@link #stray} needs. */
    static final List<String> STRAY_FIELDS = List.of(
            PayloadFields.SOURCE,
            PayloadFields.MODEL_NAME,
            PayloadFields.POINT_TYPE,
            PayloadFields.RECORD_ID,
            PayloadFields.CONTENT_HASH,
            PayloadFields.EPOCH);

    private static final Set<String> TYPES = Set.of(PayloadFields.DATA, PayloadFields.QUARANTINED);

    private final ModelKey key;
    private final PointIds ids;

    PointOwner(ModelKey key) {
        this.key = key;
        this.ids = new PointIds(key);
    }

    /** The record that a point belongs to; empty if it belongs to none of the model. */
    Optional<RecordId> record(UUID id, Map<String, Value> payload) {
        return isOurs(payload) ? ids.record(id, payload) : Optional.empty();
    }

    /** Whether a payload says that its point belongs to a record of the model. */
    boolean isOurs(Map<String, Value> payload) {
        return claims(payload) && TYPES.contains(PayloadValues.text(payload, PayloadFields.POINT_TYPE));
    }

    /** What is wrong with a point; empty if it belongs to a record, or has nothing to do with the model. */
    Optional<StrayPoint> stray(Common.PointId point, Map<String, Value> payload) {
        if (!point.hasUuid()) {
            return claims(payload)
                    ? Optional.of(copy(Long.toUnsignedString(point.getNum()), payload))
                    : Optional.empty();
        }
        UUID id = UUID.fromString(point.getUuid());
        if (ids.kind(id).isPresent()) {
            return record(id, payload).isPresent() ? Optional.empty() : Optional.of(atOurId(id, payload));
        }
        return claims(payload) && !ReservedPoints.isReserved(id)
                ? Optional.of(copy(point.getUuid(), payload))
                : Optional.empty();
    }

    /** Whether a point under an id of the model says that it belongs to another one. */
    boolean isOthers(Map<String, Value> payload) {
        return isOther(payload, PayloadFields.SOURCE, key.source())
                || isOther(payload, PayloadFields.MODEL_NAME, key.model().value());
    }

    private StrayPoint atOurId(UUID id, Map<String, Value> payload) {
        StrayPoint.Kind kind = isOthers(payload) ? StrayPoint.Kind.FOREIGN : StrayPoint.Kind.DAMAGED;
        return new StrayPoint(id.toString(), kind, ids.recordByAddress(id).or(() -> PayloadValues.recordId(payload)));
    }

    private static StrayPoint copy(String id, Map<String, Value> payload) {
        boolean stamped =
                !PayloadValues.text(payload, PayloadFields.CONTENT_HASH).isEmpty() && PayloadValues.epoch(payload) > 0;
        StrayPoint.Kind kind = stamped ? StrayPoint.Kind.COPY : StrayPoint.Kind.FOREIGN;
        return new StrayPoint(id, kind, PayloadValues.recordId(payload));
    }

    private boolean claims(Map<String, Value> payload) {
        return key.source().equals(PayloadValues.text(payload, PayloadFields.SOURCE))
                && key.model().value().equals(PayloadValues.text(payload, PayloadFields.MODEL_NAME));
    }

    /** A list names whatever is in it, as it does for conditions of the server. */
    private static boolean isOther(Map<String, Value> payload, String field, String ours) {
        Value value = payload.getOrDefault(field, Value.getDefaultInstance());
        return value.hasListValue()
                ? value.getListValue().getValuesList().stream().anyMatch(item -> isOther(item, ours))
                : isOther(value, ours);
    }

    private static boolean isOther(Value value, String ours) {
        return value.hasStringValue() && !value.getStringValue().equals(ours);
    }
}
