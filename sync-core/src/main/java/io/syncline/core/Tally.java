package io.syncline.core;

/** What a run has counted so far. Confined to the loop. */
final class Tally {

    private long fetched;
    private long embedded;
    private long unchanged;
    private long failed;
    private long chunks;
    private long tokens;

    void countFetched(int records) {
        fetched += records;
    }

    void countChunks(int texts, long counted) {
        chunks += texts;
        tokens += counted;
    }

    void countStored() {
        embedded++;
    }

    void countUnchanged() {
        unchanged++;
    }

    void countFailed() {
        failed++;
    }

    long fetched() {
        return fetched;
    }

    long embedded() {
        return embedded;
    }

    long unchanged() {
        return unchanged;
    }

    long failed() {
        return failed;
    }

    long chunks() {
        return chunks;
    }

    long tokens() {
        return tokens;
    }

    long processed() {
        return embedded + unchanged + failed;
    }
}
