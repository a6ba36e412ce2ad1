package io.syncline.enginetests;

import static org.assertj.core.api.Assertions.assertThat;

import io.syncline.api.ModelName;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.metadata.StateKey;
import java.util.List;

/** Finds out which state belongs to a model that has one source and one sink. */
public final class StateKeys {

    private StateKeys() {}

    /** The key of a model's one state. */
    public static StateKey of(MetadataStore store, ModelName model) {
        List<StateKey> keys =
                store.keys().stream().filter(key -> key.model().equals(model)).toList();
        assertThat(keys).as("keys of " + model).hasSize(1);
        return keys.get(0);
    }
}
