package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
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
    private final List<String> fingerprints = new ArrayList<>();
    private int hashWidth;
    private long count;

    long count() {
        return count;
    }

    boolean guardedFrom(RecordId id, long epoch, long version) {
        StampPage page = pages.get(pageOf(id.value()));
        int slot = slotOf(id.value());
        return page != null
                && page.isPresent(slot)
                && (page.epoch(slot) > epoch || (page.epoch(slot) == epoch && page.version(slot) > version));
    }

    void put(long epoch, EmbeddedDocument document) {
        long id = document.id().value();
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
        StampPage page = pages.get(pageOf(id.value()));
        if (page != null) {
            page.trim(slotOf(id.value()), keep);
        }
    }

    void remove(RecordId id) {
        StampPage page = pages.get(pageOf(id.value()));
        if (page != null && page.isPresent(slotOf(id.value()))) {
            page.remove(slotOf(id.value()));
            count--;
        }
    }

    Optional<RecordStamp> stamp(RecordId id) {
        StampPage page = pages.get(pageOf(id.value()));
        int slot = slotOf(id.value());
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
        for (var page : pages.subMap(pageOf(range.after()), true, pageOf(range.upTo()), true)
                .entrySet()) {
            for (int slot = page.getValue().nextPresent(0);
                    slot >= 0;
                    slot = page.getValue().nextPresent(slot + 1)) {
                long id = page.getKey() * StampPage.SIZE + slot;
                if (found.size() == limit) {
                    return found;
                }
                if (range.contains(id)) {
                    found.add(new IdAndVersion(RecordId.of(id), page.getValue().version(slot)));
                }
            }
        }
        return found;
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
        return id / StampPage.SIZE;
    }

    private static int slotOf(long id) {
        return (int) (id % StampPage.SIZE);
    }
}
