package io.syncline.core.port.record;

import io.syncline.api.RecordId;

/**
 * A record by its id, and which state of it.
 *
 * @param id the record
 * @param version as in {@link SourceRecord#version()}; 0 if it has none
 */
public record IdAndVersion(RecordId id, long version) {}
