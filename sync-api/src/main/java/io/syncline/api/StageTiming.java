package io.syncline.api;

import java.time.Duration;

/**
 * One completed call of a stage. Calls of different stages overlap, as these times show.
 *
 * @param stage the stage
 * @param number the number of the call in this run and stage, from 1
 * @param items the records, or the texts for {@link Stage#EMBED}
 * @param startedAfter the time from the start of the run to the start of the call
 * @param endedAfter the time from the start of the run to the end of the call
 */
public record StageTiming(Stage stage, long number, int items, Duration startedAfter, Duration endedAfter) {}
