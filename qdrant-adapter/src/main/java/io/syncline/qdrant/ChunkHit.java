package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.SinkHit;
import java.util.List;
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

    /** The payload fields to read of each point. */
    static final List<String> FIELDS = List.of(PayloadFields.MODEL_NAME, PayloadFields.RECORD_ID);

    /** The chunk; empty if the point belongs to another application and only has the same payload fields. */
    static Optional<ChunkHit> of(String source, ScoredPoint point) {
        Map<String, Value> payload = point.getPayloadMap();
        Optional<ModelKey> model = ModelKeys.key(source, PayloadValues.text(payload, PayloadFields.MODEL_NAME));
        if (model.isEmpty() || !point.getId().hasUuid()) {
            return Optional.empty();
        }
        UUID id = UUID.fromString(point.getId().getUuid());
        ModelKey key = model.get();
        double score = Math.max(-1, Math.min(1, point.getScore()));
        return PayloadValues.recordId(payload)
                .filter(record ->
                        id.equals(PointId.of(PointId.prefix(key, PointId.Kind.of(record)), record, PointId.chunk(id))))
                .map(record -> new ChunkHit(new RecordRef(key.model(), record), id, score));
    }

    SinkHit toHit(Map<String, Value> payload) {
        String text = payload.getOrDefault(PayloadFields.TEXT, Value.getDefaultInstance())
                .getStringValue();
        return new SinkHit(
                owner.model(), owner.record(), score, text, PointId.chunk(id), PayloadValues.toPayload(payload));
    }
}
