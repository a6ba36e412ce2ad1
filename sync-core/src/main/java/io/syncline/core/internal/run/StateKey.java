package io.syncline.core.internal.run;

import io.syncline.api.ModelName;

/**
 * What a state document, its lease and its failed records belong to. Everything in the engine that addresses one of them
 * takes this key, so that what is part of it is decided here alone. Today that is the model, in the metadata store that
 * the engine was given; the identities of source and sink are meant to join it.
 */
public record StateKey(ModelName model) {

    @Override
    public String toString() {
        return model.value();
    }
}
