package io.syncline.api;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far a run is.
 *
 * @param model the model
 * @param fetched records read from the source
 * @param processed records done for good: embedded and stored, found unchanged, or failed
 * @param embedded records of these that were embedded and stored
 * @param failed records of these that failed
 * @param total records to process, or empty as long as it is not known
 * @param elapsed time since the run started
 */
public record RunProgress(
        ModelName model,
        long fetched,
        long processed,
        long embedded,
        long failed,
        OptionalLong total,
        Duration elapsed) {

    /**
     * How far the run is.
     *
     * @return whole percent of the records processed, from 0 to 100, or empty as long as the total is not known
     */
    public OptionalInt percent() {
        return Percent.of(processed, total);
    }
}
