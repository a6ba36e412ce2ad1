package io.syncline.core.internal.run;

import io.syncline.api.RecordId;

/** Why a record failed in this run. */
public record RecordFailure(RecordId id, String reason) {}
