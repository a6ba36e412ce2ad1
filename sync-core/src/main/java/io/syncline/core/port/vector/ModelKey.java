package io.syncline.core.port.vector;

import io.syncline.api.ModelName;

/**
 * A model of one source: the owner of points in a sink. Points of other keys, and of other applications, are invisible
 * to whatever is done under this one.
 *
 * @param source the name of the source, see {@link io.syncline.core.port.RecordSource#name()}
 * @param model the model
 */
public record ModelKey(String source, ModelName model) {

    @Override
    public String toString() {
        return model + " of " + source;
    }
}
