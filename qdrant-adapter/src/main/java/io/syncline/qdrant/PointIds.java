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
     * The record of a point, which its payload names.
     *
     * @return empty if the id is not one of this model, or not that of this record
     */
    Optional<RecordId> record(UUID id, Map<String, Value> payload) {
        return kind(id).flatMap(kind -> PayloadValues.recordId(payload)
                .filter(record -> Kind.of(record) == kind && PointId.bits(record) == PointId.bits(id)));
    }

    /** The record that the id of a point tells, whatever its payload says; empty for texts, of which it tells a hash. */
    Optional<RecordId> recordByAddress(UUID id) {
        return kind(id).filter(kind -> kind != Kind.TEXT).map(kind -> PointId.record(id, kind));
    }
}
