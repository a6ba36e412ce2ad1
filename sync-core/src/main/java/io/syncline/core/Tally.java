package io.syncline.core;

import java.util.OptionalLong;

/** What a run has counted so far. Confined to the loop. */
final class Tally {

    private long fetched;
    private long embedded;
    private long unchanged;
    private long failed;
    private long chunks;
    private long tokens;
    private long estimatedTokens;

    void countFetched(int records) {
        fetched += records;
    }

    /**
     * Counts what was embedded.
     *
     * @param texts how many chunks
     * @param estimated their tokens by the embedder's count
     * @param reported their tokens as reported afterwards
     */
    void countChunks(int texts, long estimated, long reported) {
        chunks += texts;
        estimatedTokens += estimated;
        tokens += reported;
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

    /** Tokens reported for a thousand that were counted before, or empty if nothing was embedded. */
    OptionalLong tokensPerThousand() {
        return estimatedTokens == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(1000.0 * tokens / estimatedTokens));
    }

    long tokens() {
        return tokens;
    }

    long processed() {
        return embedded + unchanged + failed;
    }
}
