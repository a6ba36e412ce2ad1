package io.syncline.core.evaluation;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import java.util.Optional;

/**
 * A record as a person addressed it: by id, or by the name under which the source shows it.
 *
 * @param model the model
 * @param id the id, or empty if the name is to be looked up
 * @param name the display name or the name, exactly as in the source; empty if the id is given
 */
public record AnswerDraft(ModelName model, Optional<RecordId> id, String name) {

    /** A record by its id. */
    public static AnswerDraft byId(ModelName model, RecordId id) {
        return new AnswerDraft(model, Optional.of(id), "");
    }

    /** A record by its name. */
    public static AnswerDraft byName(ModelName model, String name) {
        return new AnswerDraft(model, Optional.empty(), name);
    }

    /** The model with the id or the quoted name. */
    @Override
    public String toString() {
        return model + " " + id.map(Object::toString).orElse("'" + name + "'");
    }
}
