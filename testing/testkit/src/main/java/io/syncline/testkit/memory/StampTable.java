package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The stamps of one model, in pages by id. Guarded by the lock of {@link CountingVectorSink}. */
final class StampTable {

    private final NavigableMap<Long, StampPage> pages = new TreeMap<>();
    private final SyntheticKeys keys;
    private final List<String> fingerprints = new ArrayList<>();
    private int hashWidth;
    private long count;

    StampTable(SyntheticKeys keys) {
        this.keys = keys;
    }

    long count() {
        return count;
    }

    boolean guardedFrom(RecordId id, long epoch, long version) {
        StampPage page = pages.get(pageOf(keys.number(id)));
        int slot = slotOf(keys.number(id));
        return page != null
                && page.isPresent(slot)
                && (page.epoch(slot) > epoch || (page.epoch(slot) == epoch && page.version(slot) > version));
    }

    void put(long epoch, EmbeddedDocument document) {
        long id = keys.number(document.id());
        StampPage page = pages.computeIfAbsent(pageOf(id), unused -> new StampPage());
        int slot = slotOf(id);
        if (!page.isPresent(slot)) {
            count++;
        }
        byte[] hash = bytes(document.contentHash());
        page.put(slot, epoch, document);
        page.putHash(slot, number(document.fingerprint()), hash);
    }

    void trim(RecordId id, int keep) {
        StampPage page = pages.get(pageOf(keys.number(id)));
        if (page != null) {
            page.trim(slotOf(keys.number(id)), keep);
        }
    }

    void remove(RecordId id) {
        StampPage page = pages.get(pageOf(keys.number(id)));
        if (page != null && page.isPresent(slotOf(keys.number(id)))) {
            page.remove(slotOf(keys.number(id)));
            count--;
        }
    }

    Optional<RecordStamp> stamp(RecordId id) {
        StampPage page = pages.get(pageOf(keys.number(id)));
        int slot = slotOf(keys.number(id));
        if (page == null || !page.isPresent(slot)) {
            return Optional.empty();
        }
        return Optional.of(new RecordStamp(
                id,
                page.version(slot),
                HexFormat.of().formatHex(page.hash(slot, hashWidth)),
                fingerprints.get(page.fingerprint(slot)),
                page.chunkCount(slot),
                page.storedChunks(slot),
                page.epoch(slot),
                page.storedChunks(slot) >= page.chunkCount(slot)));
    }

    /** The first entries of a listing. */
    List<IdAndVersion> list(IdRange range, long limit) {
        List<IdAndVersion> found = new ArrayList<>();
        for (var page : from(range.after()).entrySet()) {
            StampPage stamps = page.getValue();
            for (int slot = stamps.nextPresent(0); slot >= 0; slot = stamps.nextPresent(slot + 1)) {
                RecordId id = keys.id(page.getKey() * StampPage.SIZE + slot);
                if (found.size() == limit || range.upTo().isBefore(id)) {
                    return found;
                }
                if (range.after().isBefore(id)) {
                    found.add(new IdAndVersion(id, stamps.version(slot)));
                }
            }
        }
        return found;
    }

    private NavigableMap<Long, StampPage> from(Cursor after) {
        return after.isStart() || after.isEnd() ? pages : pages.tailMap(pageOf(keys.number(after.id())), true);
    }

    private byte[] bytes(String contentHash) {
        byte[] bytes = HexFormat.of().parseHex(contentHash);
        if (hashWidth == 0) {
            hashWidth = bytes.length;
        }
        if (bytes.length != hashWidth) {
            throw new IllegalArgumentException("The content hashes of a model must have one length: " + contentHash);
        }
        return bytes;
    }

    private byte number(String fingerprint) {
        int index = fingerprints.indexOf(fingerprint);
        if (index < 0) {
            fingerprints.add(fingerprint);
            index = fingerprints.size() - 1;
        }
        if (index > Byte.MAX_VALUE) {
            throw new IllegalArgumentException("More fingerprints than fit: " + fingerprints.size());
        }
        return (byte) index;
    }

    private static long pageOf(long id) {
        return Math.floorDiv(id, (long) StampPage.SIZE);
    }

    private static int slotOf(long id) {
        return (int) Math.floorMod(id, (long) StampPage.SIZE);
    }
}
