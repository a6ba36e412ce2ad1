package io.syncline.core.port.record;

import io.syncline.api.RecordId;

/**
 * A record that exists but could not be delivered.
 *
 * @param id the record
 * @param reason why, in plain words
 */
public record RejectedRecord(RecordId id, String reason) {}
