package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.RecordId;
import io.syncline.api.failure.LostRaceException;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /**
     * Writes points.
     *
     * @param fields the payload fields that the selection needs, besides the epoch
     * @param write writes some points, at most as many as a filter may name
     * @throws LostRaceException if a newer epoch wrote some of the points; the others were written
     */
    void write(
            Collection<RecordId> records,
            List<String> fields,
            Predicate<StoredChunk> selection,
            Consumer<List<UUID>> write) {
        if (records.isEmpty()) {
            return;
        }
        List<UUID> writable = new ArrayList<>();
        List<UUID> newer = new ArrayList<>();
        List<String> read = new ArrayList<>(fields);
        read.add(PayloadFields.EPOCH);
        Call call = Call.read("find the points of " + records.size() + " records of " + key);
        new Reader(connection, target, key).forEachChunk(call, records, read, chunk -> {
            if (selection.test(chunk)) {
                (PayloadValues.epoch(chunk.payload()) > epoch ? newer : writable).add(chunk.id());
            }
        });
        Lists.partition(writable, target.idsPerFilter()).forEach(write);
        requireNone(newer.size());
    }

    /**
     * Writes all points of the model, page by page.
     *
     * @param write writes some points, at most as many as a filter may name
     * @throws LostRaceException if a newer epoch wrote some of the points; the others were written
     */
    void writeAll(Consumer<List<UUID>> write) {
        PointIds ids = new PointIds(key);
        PointScroll listing = new PointScroll(
                connection,
                target,
                PayloadFields.only(List.of(PayloadFields.EPOCH)),
                PointFilters.ownedBy(key).build());
        Call call = Call.read("find the points of " + key);
        long newer = 0;
        for (UUID next = ids.first(); next != null; ) {
            PointScroll.Page page = listing.page(call, next, PointScroll.PAGE);
            List<UUID> writable = new ArrayList<>();
            for (RetrievedPoint point : page.points()) {
                UUID id = UUID.fromString(point.getId().getUuid());
                boolean older = PayloadValues.epoch(point.getPayloadMap()) <= epoch;
                newer += older || ids.kind(id).isEmpty() ? 0 : 1;
                if (older && ids.kind(id).isPresent()) {
                    writable.add(id);
                }
            }
            Lists.partition(writable, target.idsPerFilter()).forEach(write);
            next = page.next();
        }
        requireNone(newer);
    }

    private void requireNone(long newer) {
        if (newer > 0) {
            throw new LostRaceException("A newer run has written " + newer + " points of " + key
                    + ", so they were neither changed nor deleted. Another process syncs " + key.model());
        }
    }
}
