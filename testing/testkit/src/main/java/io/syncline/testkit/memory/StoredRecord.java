package io.syncline.testkit.memory;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The points of one record; its stamp is computed from them. Guarded by the lock of {@link PointTable}. */
final class StoredRecord {

    private final NavigableMap<Integer, StoredPoint> points = new TreeMap<>();

    boolean guardedFrom(long epoch, EmbeddedDocument document) {
        return points.headMap(document.chunks().size()).values().stream()
                .anyMatch(point -> point.guardedFrom(epoch, document.sourceVersion()));
    }

    boolean guardedFrom(long epoch, int firstChunk) {
        return points.tailMap(firstChunk, true).values().stream().anyMatch(point -> point.epoch() > epoch);
    }

    void put(ModelKey key, long epoch, EmbeddedDocument document) {
        for (int i = 0; i < document.chunks().size(); i++) {
            StoredPoint old = points.get(i);
            if (old == null || !old.guardedFrom(epoch, document.sourceVersion())) {
                points.put(i, StoredPoint.of(key, epoch, document, i));
            }
        }
    }

    void deleteFrom(long epoch, int firstChunk) {
        points.tailMap(firstChunk, true).values().removeIf(point -> point.epoch() <= epoch);
    }

    /** Puts chunks in quarantine that are in none. */
    void quarantine(long epoch, Quarantine quarantine) {
        change(epoch, point -> point.quarantine().isEmpty(), Optional.of(quarantine));
    }

    /** Lifts chunks out of quarantine that are in one. */
    void lift(long epoch) {
        change(epoch, point -> point.quarantine().isPresent(), Optional.empty());
    }

    private void change(long epoch, Predicate<StoredPoint> changed, Optional<Quarantine> quarantine) {
        points.replaceAll((index, point) ->
                point.epoch() <= epoch && changed.test(point) ? point.with(epoch, quarantine) : point);
    }

    /** The quarantine of the first chunk that is in one. */
    Optional<Quarantine> quarantine() {
        return points.values().stream()
                .map(StoredPoint::quarantine)
                .flatMap(Optional::stream)
                .findFirst();
    }

    Optional<QuarantinePage.Entry> quarantineEntry() {
        return quarantine().map(quarantine -> new QuarantinePage.Entry(id(), quarantine));
    }

    /** Takes a chunk away, whoever wrote it. */
    StoredPoint remove(int chunk) {
        StoredPoint removed = points.remove(chunk);
        if (removed == null) {
            throw new IllegalArgumentException("There is no chunk " + chunk);
        }
        return removed;
    }

    /** Changes a chunk, whoever wrote it. */
    void replace(int chunk, UnaryOperator<StoredPoint> change) {
        points.computeIfPresent(chunk, (index, point) -> change.apply(point));
    }

    StoredRecord copy() {
        StoredRecord copy = new StoredRecord();
        copy.points.putAll(points);
        return copy;
    }

    /** The same points under another source. */
    StoredRecord of(ModelKey key) {
        StoredRecord moved = new StoredRecord();
        points.forEach((index, point) -> moved.points.put(index, point.of(key)));
        return moved;
    }

    /** Whether all points have the same content, whatever source they are under. */
    boolean isCopyOf(StoredRecord other) {
        return of(first().key()).points.equals(other.of(first().key()).points);
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    Collection<StoredPoint> points() {
        return points.values();
    }

    RecordId id() {
        return first().record();
    }

    IdAndVersion idAndVersion() {
        StoredPoint first = first();
        return new IdAndVersion(first.record(), first.sourceVersion());
    }

    RecordStamp stamp() {
        StoredPoint first = first();
        return new RecordStamp(
                first.record(),
                first.sourceVersion(),
                first.contentHash(),
                first.fingerprint(),
                first.chunkCount(),
                points.size(),
                first.epoch(),
                intact(first),
                quarantine());
    }

    private boolean intact(StoredPoint first) {
        return first.chunkCount() > 0
                && IntStream.range(0, first.chunkCount()).allMatch(index -> {
                    StoredPoint point = points.get(index);
                    return point != null
                            && point.contentHash().equals(first.contentHash())
                            && point.fingerprint().equals(first.fingerprint())
                            && point.quarantine().isPresent()
                                    == first.quarantine().isPresent();
                });
    }

    private StoredPoint first() {
        return points.firstEntry().getValue();
    }
}
