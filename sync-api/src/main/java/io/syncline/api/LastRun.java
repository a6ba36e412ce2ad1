package io.syncline.api;

import java.time.Instant;
import java.util.Optional;

/**
 * How the last run of a model ended, of whatever kind.
 *
 * @param kind what it did
 * @param outcome how it ended; {@link RunOutcome#FAILED} too for a run whose process ended without saying so
 * @param endedAt when, by the clock of the metadata store; the last sign of life of a run whose process ended
 * @param problem what went wrong, or why it was refused, for people; empty if nothing went wrong
 */
public record LastRun(RunKind kind, RunOutcome outcome, Instant endedAt, Optional<String> problem) {}
