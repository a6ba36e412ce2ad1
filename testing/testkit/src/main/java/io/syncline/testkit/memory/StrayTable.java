package io.syncline.testkit.memory;

import io.syncline.api.StrayPoint;
import io.syncline.api.failure.LostRaceException;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.StrayPage;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The points of a store that belong to no record as it is stored. Guarded by the lock of {@link PointTable}. */
final class StrayTable {

    /**
     * A stray point.
     *
     * @param kind what it is
     * @param point what it was when it belonged to a record
     */
    private record Stray(StrayPoint.Kind kind, StoredPoint point) {

        StrayPoint listed(UUID id) {
            return new StrayPoint(id.toString(), kind, Optional.of(point.record()));
        }
    }

    private final NavigableMap<String, Stray> byId = new TreeMap<>();

    void put(UUID id, StrayPoint.Kind kind, StoredPoint point) {
        byId.put(id.toString(), new Stray(kind, point));
    }

    StrayPage list(ModelKey key, String after, int limit) {
        List<StrayPoint> found = byId.tailMap(after, false).entrySet().stream()
                .filter(entry -> entry.getValue().point().key().equals(key))
                .map(entry -> entry.getValue().listed(UUID.fromString(entry.getKey())))
                .limit(limit + 1L)
                .toList();
        List<StrayPoint> page = found.subList(0, Math.min(limit, found.size()));
        return new StrayPage(
                page, page.isEmpty() ? after : page.get(page.size() - 1).point(), page.equals(found));
    }

    /** Fails if a write of a document would meet a foreign point, or a damaged one of a newer run. */
    void check(ModelKey key, long epoch, EmbeddedDocument document) {
        for (int chunk = 0; chunk < document.chunks().size(); chunk++) {
            String id = StoredPoint.pointId(key, document.id(), chunk).toString();
            Stray stray = byId.get(id);
            if (stray != null && stray.kind() == StrayPoint.Kind.FOREIGN) {
                throw new RejectedException("Record " + document.id() + " of " + key + " cannot be stored: point " + id
                        + " belongs to another application");
            }
            if (stray != null && stray.point().guardedFrom(epoch, document.sourceVersion())) {
                throw new LostRaceException("Point " + id + " of " + key + " was written by a newer run");
            }
        }
    }

    /** Makes room for the points of a document. */
    void replaceWith(ModelKey key, EmbeddedDocument document) {
        for (int chunk = 0; chunk < document.chunks().size(); chunk++) {
            byId.remove(StoredPoint.pointId(key, document.id(), chunk).toString());
        }
    }

    void delete(ModelKey key, long epoch, Collection<String> points) {
        points.forEach(id -> byId.computeIfPresent(id, (same, stray) -> isDeletable(stray, key, epoch) ? null : stray));
    }

    private static boolean isDeletable(Stray stray, ModelKey key, long epoch) {
        return stray.kind().isOurs()
                && stray.point().key().equals(key)
                && stray.point().epoch() <= epoch;
    }

    /** Forgets what looks like points of a model, as a filter by source and model deletes them. */
    void clear(ModelKey key) {
        byId.values().removeIf(stray -> stray.point().key().equals(key));
    }

    void clear() {
        byId.clear();
    }

    void putAll(StrayTable other) {
        byId.putAll(other.byId);
    }
}
