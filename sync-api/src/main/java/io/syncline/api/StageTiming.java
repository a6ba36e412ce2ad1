package io.syncline.api;

import java.time.Duration;

/**
 * One finished call of a stage; calls of different stages overlap, which these figures make visible.
 *
 * @param stage the stage
 * @param number which call of the stage in this run, counted from 1
 * @param items records, or texts for {@link Stage#EMBED}
 * @param startedAfter time from the start of the run to the start of the call
 * @param endedAfter time from the start of the run to the end of the call
 */
public record StageTiming(Stage stage, long number, int items, Duration startedAfter, Duration endedAfter) {}
