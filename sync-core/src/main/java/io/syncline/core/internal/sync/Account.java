package io.syncline.core.internal.sync;

import io.syncline.core.internal.pipeline.RunCounters;

/**
 * Who is told what a run does.
 *
 * @param tally counts
 * @param progress shows how far the run is
 * @param reporter gathers the report
 */
record Account(RunCounters tally, ProgressReporter progress, SyncReporter reporter) {}
