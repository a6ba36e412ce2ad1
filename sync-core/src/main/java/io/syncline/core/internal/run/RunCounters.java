package io.syncline.core.internal.run;

import io.syncline.core.cluster.RangeCounts;
import java.util.OptionalLong;

/** What a run has counted so far. Confined to the loop. */
public final class RunCounters {

    private long fetched;
    private long embedded;
    private long unchanged;
    private long empty;
    private long failed;
    private long incomplete;
    private long chunks;
    private long tokens;
    private long estimatedTokens;

    public void countFetched(int records) {
        fetched += records;
    }

    /**
     * Counts what was embedded.
     *
     * @param texts how many chunks
     * @param estimated their tokens as estimated before the request
     * @param reported their tokens as the service reported them
     */
    public void countChunks(int texts, long estimated, long reported) {
        chunks += texts;
        estimatedTokens += estimated;
        tokens += reported;
    }

    public void countStored() {
        embedded++;
    }

    public void countUnchanged() {
        unchanged++;
    }

    public void countEmpty() {
        empty++;
    }

    public void countFailed() {
        failed++;
    }

    /** Counts a record that is embedded or unchanged, and lacks fields. */
    public void countIncomplete() {
        incomplete++;
    }

    /** Adds what a worker has counted. */
    public void add(RangeCounts counts) {
        fetched += counts.fetched();
        embedded += counts.embedded();
        unchanged += counts.unchanged();
        empty += counts.empty();
        failed += counts.failed();
        incomplete += counts.incomplete();
        chunks += counts.chunks();
        estimatedTokens += counts.estimatedTokens();
        tokens += counts.tokens();
    }

    /** What was counted so far, to be sent elsewhere. */
    public RangeCounts snapshot() {
        return new RangeCounts(
                fetched, embedded, unchanged, empty, failed, incomplete, chunks, estimatedTokens, tokens);
    }

    public long fetched() {
        return fetched;
    }

    public long embedded() {
        return embedded;
    }

    public long unchanged() {
        return unchanged;
    }

    public long empty() {
        return empty;
    }

    public long failed() {
        return failed;
    }

    public long incomplete() {
        return incomplete;
    }

    public long chunks() {
        return chunks;
    }

    /** Tokens that the service reported for a thousand that were estimated, or empty if nothing was embedded. */
    public OptionalLong tokensPerThousand() {
        return estimatedTokens == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(1000.0 * tokens / estimatedTokens));
    }

    public long tokens() {
        return tokens;
    }

    public long processed() {
        return embedded + unchanged + empty + failed;
    }
}
