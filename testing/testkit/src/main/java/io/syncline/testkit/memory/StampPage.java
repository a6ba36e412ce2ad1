package io.syncline.testkit.memory;

import io.syncline.core.port.vector.EmbeddedDocument;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The stamps of 1024 neighbouring ids in a {@link CountingVectorSink}: about 23 bytes and a content hash each. */
final class StampPage {

    static final int SIZE = 1024;

    private final BitSet present = new BitSet(SIZE);
    private final long[] versions = new long[SIZE];
    private final long[] epochs = new long[SIZE];
    private final short[] chunkCounts = new short[SIZE];
    private final short[] storedChunks = new short[SIZE];
    private final byte[] fingerprints = new byte[SIZE];
    private byte @Nullable [] hashes;

    boolean isPresent(int slot) {
        return present.get(slot);
    }

    /** The next slot in use, or -1. */
    int nextPresent(int slot) {
        return present.nextSetBit(slot);
    }

    long version(int slot) {
        return versions[slot];
    }

    long epoch(int slot) {
        return epochs[slot];
    }

    int chunkCount(int slot) {
        return chunkCounts[slot];
    }

    int storedChunks(int slot) {
        return storedChunks[slot];
    }

    byte fingerprint(int slot) {
        return fingerprints[slot];
    }

    byte[] hash(int slot, int width) {
        byte[] all = hashes;
        if (all == null) {
            throw new IllegalStateException("No hash was stored in slot " + slot);
        }
        return Arrays.copyOfRange(all, slot * width, (slot + 1) * width);
    }

    void put(int slot, long epoch, EmbeddedDocument document) {
        storedChunks[slot] = (short) Math.max(
                present.get(slot) ? storedChunks[slot] : 0, document.chunks().size());
        present.set(slot);
        versions[slot] = document.sourceVersion();
        epochs[slot] = epoch;
        chunkCounts[slot] = (short) document.chunks().size();
    }

    void putHash(int slot, byte fingerprint, byte[] hash) {
        fingerprints[slot] = fingerprint;
        byte[] all = hashes;
        if (all == null) {
            all = new byte[SIZE * hash.length];
            hashes = all;
        }
        System.arraycopy(hash, 0, all, slot * hash.length, hash.length);
    }

    void trim(int slot, int keep) {
        storedChunks[slot] = (short) Math.min(storedChunks[slot], keep);
    }

    void remove(int slot) {
        present.clear(slot);
    }
}
