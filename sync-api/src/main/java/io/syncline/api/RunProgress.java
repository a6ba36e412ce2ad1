package io.syncline.api;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The progress of a run.
 *
 * @param model the model
 * @param fetched the records read from the source
 * @param processed the records that are finished: embedded and stored, unchanged, or failed
 * @param embedded the records embedded and stored
 * @param failed the records that failed
 * @param total the records to process; empty while not known
 * @param elapsed the time since the run started
 * @param texts the texts embedded by this run, also of records that are not finished; so a run moves while it waits for a slow
 *     embedder
 */
public record RunProgress(
        ModelName model,
        long fetched,
        long processed,
        long embedded,
        long failed,
        OptionalLong total,
        Duration elapsed,
        long texts) {

    /**
     * The progress of a run that embeds nothing.
     *
     * @param fetched the records listed by the source so far
     * @param processed the records compared so far
     */
    public static RunProgress of(ModelName model, long fetched, long processed, Duration elapsed) {
        return new RunProgress(model, fetched, processed, 0, 0, OptionalLong.empty(), elapsed, 0);
    }

    /** The progress in whole percent, from 0 to 100; empty while the total is not known. */
    public OptionalInt percent() {
        return Percent.of(processed, total);
    }
}
