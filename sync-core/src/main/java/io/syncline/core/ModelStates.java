package io.syncline.core;

import io.syncline.core.port.Checkpoint;
import io.syncline.core.port.ModelState;
import java.util.Optional;

/** Changes of a model's state. */
final class ModelStates {

    private ModelStates() {}

    static ModelState withoutLease(ModelState state) {
        return state.toBuilder().lease(Optional.empty()).build();
    }

    static ModelState withCheckpoint(ModelState state, Checkpoint checkpoint) {
        return state.toBuilder().checkpoint(checkpoint).build();
    }
}
