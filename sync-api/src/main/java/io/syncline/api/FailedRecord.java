package io.syncline.api;

import java.time.Instant;

/**
 * A record that could not be synced, kept until a later run succeeds with it or finds it gone.
 *
 * @param id the record
 * @param reason what went wrong the last time, in plain words
 * @param attempts how many runs have tried it, at least 1
 * @param firstFailedAt when it failed first, by the clock of the metadata store
 * @param lastFailedAt when it failed last, by the clock of the metadata store
 */
public record FailedRecord(RecordId id, String reason, int attempts, Instant firstFailedAt, Instant lastFailedAt) {}
