package io.syncline.core.adapter;

import io.syncline.api.ModelName;

/**
 * Gives a builder the options of a model.
 *
 * @param <B> the builder of the adapter
 * @param <N> the options
 */
@FunctionalInterface
public interface ModelSetter<B, N> {

    /**
     * Takes the options of one model.
     *
     * @param builder the builder of the adapter
     * @param model the model
     * @param options its options
     * @throws IllegalArgumentException if they cannot be used
     */
    void accept(B builder, ModelName model, N options);
}
