package io.syncline.api;

import java.time.Instant;

/**
 * A record that could not be synced, or only without some of its fields. It is stored until a later run syncs it or finds that it was deleted.
 *
 * @param id the record
 * @param reason why the last attempt failed, for people
 * @param attempts the number of runs that attempted it, at least 1
 * @param firstFailedAt when it failed first, by the clock of the metadata store
 * @param lastFailedAt when it failed last, by the clock of the metadata store
 */
public record FailedRecord(RecordId id, String reason, int attempts, Instant firstFailedAt, Instant lastFailedAt) {}
