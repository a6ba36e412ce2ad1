package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.syncline.api.ModelName;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A chunk that a search found.
 *
 * @param owner its record
 * @param id id of its point
 * @param score cosine similarity
 */
record ChunkHit(RecordRef owner, UUID id, double score) {

    /** The chunk; empty if the point belongs to another application and only has the same payload fields. */
    static Optional<ChunkHit> of(String source, ScoredPoint point) {
        Value model = point.getPayloadMap().get(PayloadFields.MODEL_NAME);
        if (model == null || !point.getId().hasUuid()) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(point.getId().getUuid());
        ModelKey key = new ModelKey(source, ModelName.of(model.getStringValue()));
        if (!PointId.belongsTo(PointId.prefix(key), id)) {
            return Optional.empty();
        }
        double score = Math.max(-1, Math.min(1, point.getScore()));
        return Optional.of(new ChunkHit(new RecordRef(key.model(), PointId.record(id)), id, score));
    }

    SinkHit toHit(Map<String, Value> payload) {
        String text = payload.getOrDefault(PayloadFields.TEXT, Value.getDefaultInstance())
                .getStringValue();
        return new SinkHit(
                owner.model(), owner.record(), score, text, PointId.chunk(id), PayloadValues.toPayload(payload));
    }
}
