package io.syncline.core.port;

import io.syncline.api.ModelName;

/**
 * A second interface of a {@link RecordSource} that chooses texts by recipes, which people can copy and change.
 *
 * <p>Thread-safe.
 */
public interface TextRecipes {

    /**
     * What the text and the payload of a model consist of if the configuration names no fields, in the form in which a
     * configuration can have it.
     *
     * @param model the model
     * @return a recipe, ending with a line end; made from the fields of the model if it has none
     * @throws io.syncline.api.failure.SetupException if there is no such model or the user may not read it
     */
    String recipe(ModelName model);
}
