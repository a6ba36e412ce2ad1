package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;

/**
 * A record that answers a question.
 *
 * @param model its model
 * @param id its id
 */
public record ExpectedRecord(ModelName model, RecordId id) {

    /** The model and the id, such as {@code res.partner 42}. */
    @Override
    public String toString() {
        return model + " " + id;
    }
}
