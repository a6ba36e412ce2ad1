package io.syncline.core;

/**
 * Who is told what a run does.
 *
 * @param tally counts
 * @param progress shows how far the run is
 * @param reporter gathers the report
 */
record Account(Tally tally, Progress progress, Reporter reporter) {}
