package io.syncline.service.memory;

import java.time.Instant;

/**
 * The last start of some work of a model, in whatever process.
 *
 * @param at when it started, by the clock of the process that started it
 * @param ended whether its end was noted; not so if its process died, or needs longer
 */
public record LastStart(Instant at, boolean ended) {}
