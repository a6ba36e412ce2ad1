package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Changes or deletes stored points of one model: lists them, then writes exactly these, unless a newer epoch has written
 * them meanwhile.
 *
 * @param connection the server
 * @param target the collection
 * @param key the model
 * @param epoch the epoch of the run
 */
record FencedPoints(QdrantConnection connection, Target target, ModelKey key, long epoch) {

    /** Selects points by id and payload. */
    interface Selection extends BiPredicate<UUID, Map<String, Value>> {}

    /**
     * Writes points.
     *
     * @param fields the payload fields that the selection needs, besides the epoch
     * @param write writes some points, at most as many as a filter may name
     * @throws LostRaceException if a newer epoch wrote some of the points; the others were written
     */
    void write(Collection<RecordId> records, List<String> fields, Selection selection, Consumer<List<UUID>> write) {
        if (records.isEmpty()) {
            return;
        }
        List<UUID> writable = new ArrayList<>();
        List<UUID> newer = new ArrayList<>();
        List<String> read = new ArrayList<>(fields);
        read.add(PayloadFields.EPOCH);
        Call call = Call.read("find the points of " + records.size() + " records of " + key);
        new Reader(connection, target, key).forEachPoint(call, records, read.toArray(String[]::new), (id, payload) -> {
            if (selection.test(id, payload)) {
                (PayloadValues.epoch(payload) > epoch ? newer : writable).add(id);
            }
        });
        Lists.partition(writable, target.idsPerFilter()).forEach(write);
        if (!newer.isEmpty()) {
            throw new LostRaceException("A newer run has written " + newer.size() + " points of " + key
                    + ", so they were neither changed nor deleted. Another process syncs " + key.model());
        }
    }
}
