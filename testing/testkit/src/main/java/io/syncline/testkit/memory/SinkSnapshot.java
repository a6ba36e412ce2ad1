package io.syncline.testkit.memory;

import java.util.Optional;

/** A copy of the store of an {@link InMemoryVectorSink}: points, marks and identity. Immutable. */
public final class SinkSnapshot {

    private final Optional<Filling> filling;

    /** Takes a filling that nobody changes. */
    SinkSnapshot(Optional<Filling> filling) {
        this.filling = filling;
    }

    Optional<Filling> filling() {
        return filling;
    }
}
