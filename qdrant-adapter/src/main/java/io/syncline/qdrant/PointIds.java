package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.PointId.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The ids of the points of one model, and the records that they belong to. */
final class PointIds {

    private final Map<Kind, Long> prefixes = new EnumMap<>(Kind.class);

    PointIds(ModelKey key) {
        for (Kind kind : Kind.values()) {
            prefixes.put(kind, PointId.prefix(key, kind));
        }
    }

    UUID of(RecordId record, int chunk) {
        return PointId.of(prefix(Kind.of(record)), record, chunk);
    }

    /** The id under another model of the point that has this id here. */
    UUID moved(UUID id, Kind kind, PointIds other) {
        long high = id.getMostSignificantBits() ^ prefix(kind) ^ other.prefix(kind);
        return new UUID(high, id.getLeastSignificantBits());
    }

    long prefix(Kind kind) {
        return prefixes.getOrDefault(kind, 0L);
    }

    /** The least id that a point of the model could have, in the order of the server. */
    UUID first() {
        UUID least = PointId.first(prefix(Kind.NUMBER));
        for (long prefix : prefixes.values()) {
            UUID first = PointId.first(prefix);
            least = PointScroll.ORDER.compare(first, least) < 0 ? first : least;
        }
        return least;
    }

    /** The kind of record that an id belongs to; empty if it is not an id of this model. */
    Optional<Kind> kind(UUID id) {
        for (Map.Entry<Kind, Long> prefix : prefixes.entrySet()) {
            if (PointId.belongsTo(prefix.getValue(), id)) {
                return Optional.of(prefix.getKey());
            }
        }
        return Optional.empty();
    }

    /**
     * The record of a point.
     *
     * @param payload its payload; of texts it must have the record id, because a hash does not tell it
     * @return empty if the id is not one of this model, or not that of the text
     */
    Optional<RecordId> record(UUID id, Map<String, Value> payload) {
        return kind(id).flatMap(kind -> kind == Kind.TEXT ? text(id, payload) : Optional.of(PointId.record(id, kind)));
    }

    private static Optional<RecordId> text(UUID id, Map<String, Value> payload) {
        return PayloadValues.recordId(payload)
                .filter(record -> !record.isNumber() && PointId.bits(record) == PointId.bits(id));
    }
}
