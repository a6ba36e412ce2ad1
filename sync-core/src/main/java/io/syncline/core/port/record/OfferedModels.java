package io.syncline.core.port.record;

import java.util.List;

/**
 * The models that a source has.
 *
 * @param models the models by name
 * @param complete whether these are all; false if this user may not list models, so that only usual names were tried
 */
public record OfferedModels(List<OfferedModel> models, boolean complete) {

    /** Copies the list. */
    public OfferedModels {
        models = List.copyOf(models);
    }
}
