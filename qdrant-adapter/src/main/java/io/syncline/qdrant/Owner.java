package io.syncline.qdrant;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;

/**
 * The record that a found chunk belongs to.
 *
 * @param model its model
 * @param record its id
 */
record Owner(ModelName model, RecordId record) {}
