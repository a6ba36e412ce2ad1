package io.syncline.qdrant;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;

/**
 * Identifies a record across models.
 *
 * @param model its model
 * @param record its id
 */
record RecordRef(ModelName model, RecordId record) {}
