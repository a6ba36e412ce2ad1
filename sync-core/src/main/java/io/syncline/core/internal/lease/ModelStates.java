package io.syncline.core.internal.lease;

import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.ModelState;
import java.util.Optional;

/** Changes of a model's state. */
public final class ModelStates {

    private ModelStates() {}

    static ModelState withoutLease(ModelState state) {
        return state.toBuilder().lease(Optional.empty()).build();
    }

    /**
     * Whether the state does not say yet that documents are made in this way, so that it has to before the first of
     * them is written.
     */
    public static boolean isNewWay(ModelState state, String fingerprint) {
        Optional<String> known = state.checkpoint().map(Checkpoint::fingerprint).or(state::fingerprint);
        return known.isPresent() && !known.get().equals(fingerprint);
    }

    public static ModelState withCheckpoint(ModelState state, Checkpoint checkpoint) {
        return state.toBuilder().checkpoint(checkpoint).build();
    }
}
