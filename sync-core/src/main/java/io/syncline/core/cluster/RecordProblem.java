package io.syncline.core.cluster;

import io.syncline.api.RecordId;

/**
 * A record that failed or is stored without some of its fields.
 *
 * @param id the record
 * @param reason why, or what it lacks; without secrets
 */
public record RecordProblem(RecordId id, String reason) {}
