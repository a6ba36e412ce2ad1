package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.VectorOutput;
import io.syncline.api.RecordId;
import io.syncline.core.port.embedding.Embedding;
import io.syncline.core.port.vector.EmbeddedChunk;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads the texts of the records of one model with their vectors, as the server stores them: at length 1. */
final class StoredTexts {

    private static final List<String> FIELDS =
            List.of(PayloadFields.SOURCE, PayloadFields.MODEL_NAME, PayloadFields.POINT_TYPE, PayloadFields.TEXT);

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final PointOwner owner;

    StoredTexts(QdrantConnection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.owner = new PointOwner(key);
    }

    Map<RecordId, List<EmbeddedChunk>> of(Collection<RecordId> ids) {
        Set<RecordId> wanted = Set.copyOf(ids);
        Map<RecordId, List<EmbeddedChunk>> chunks = new HashMap<>();
        Call call = Call.read("read the texts of " + ids.size() + " records of " + key);
        List<String> fields = new ArrayList<>(FIELDS);
        fields.addAll(PointOwner.FIELDS);
        for (List<RecordId> part : Lists.partition(List.copyOf(wanted), target.idsPerFilter())) {
            PointScroll points = new PointScroll(
                            connection,
                            target,
                            PayloadFields.only(fields),
                            PointFilters.ofRecords(key, part).build())
                    .withVectors();
            points.forEach(
                    call,
                    new PointIds(key).first(),
                    point -> owner.record(UUID.fromString(point.getId().getUuid()), point.getPayloadMap())
                            .filter(wanted::contains)
                            .ifPresent(record -> chunk(point)
                                    .ifPresent(chunk -> chunks.computeIfAbsent(record, id -> new ArrayList<>())
                                            .add(chunk))));
        }
        return chunks;
    }

    private Optional<EmbeddedChunk> chunk(RetrievedPoint point) {
        VectorOutput stored = point.getVectors().getVectors().getVectorsMap().get(target.vector());
        if (stored == null || !point.getPayloadMap().containsKey(PayloadFields.TEXT)) {
            return Optional.empty();
        }
        String text = point.getPayloadMap().get(PayloadFields.TEXT).getStringValue();
        return embedding(stored).map(embedding -> new EmbeddedChunk(text, embedding));
    }

    /** Servers differ in the form of their answers. */
    @SuppressWarnings("deprecation")
    private static Optional<Embedding> embedding(VectorOutput stored) {
        List<Float> numbers = stored.hasDense() ? stored.getDense().getDataList() : stored.getDataList();
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i);
        }
        return vector.length == 0 ? Optional.empty() : Optional.of(Embedding.of(vector));
    }
}
