package io.syncline.pgvector;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.SinkHit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The best chunk of each record, from chunks that are read in the order of their rank. Not thread-safe. */
final class HitRows {

    /** What is read of each chunk; the distance follows. */
    static final String COLUMNS = "model, record_text, record_number, chunk_index, text, payload";

    private final Map<Integer, ModelName> models;
    private final Map<Found, SinkHit> hits = new LinkedHashMap<>();
    private final Predicate<SinkHit> accepted;
    private int read;

    /**
     * No chunks yet.
     *
     * @param models the models that are searched
     * @param accepted whether a chunk is a hit
     */
    HitRows(List<StoredModels.Stored> models, Predicate<SinkHit> accepted) {
        this.accepted = accepted;
        this.models = models.stream().collect(Collectors.toMap(StoredModels.Stored::id, StoredModels.Stored::name));
    }

    /** Adds a row of {@link #COLUMNS} and the cosine distance. */
    HitRows add(ResultSet row) throws SQLException {
        read++;
        ModelName model = models.get(row.getInt(1));
        if (model != null) {
            RecordId record = RecordKeys.read(row, 2);
            Found found = new Found(model, record);
            if (!hits.containsKey(found)) {
                SinkHit hit = hit(row, model, record);
                if (accepted.test(hit)) {
                    hits.put(found, hit);
                }
            }
        }
        return this;
    }

    private static SinkHit hit(ResultSet row, ModelName model, RecordId record) throws SQLException {
        return new SinkHit(
                model,
                record,
                UnitVectors.similarity(row.getDouble(7)),
                row.getString(5),
                row.getInt(4),
                StoredPayload.read(row.getString(6)));
    }

    /** How many chunks were read. */
    int read() {
        return read;
    }

    int size() {
        return hits.size();
    }

    List<SinkHit> first(int limit) {
        return hits.values().stream().limit(limit).toList();
    }

    private record Found(ModelName model, RecordId record) {}
}
