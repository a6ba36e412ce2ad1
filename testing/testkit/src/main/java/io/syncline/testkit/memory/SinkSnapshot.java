package io.syncline.testkit.memory;

import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkMark;
import java.util.Optional;

/** A copy of the store of an {@link InMemoryVectorSink}: points, marks and identity. Immutable. */
public final class SinkSnapshot {

    private final Optional<Filling> filling;

    /** Takes a filling that nobody changes. */
    SinkSnapshot(Optional<Filling> filling) {
        this.filling = filling;
    }

    /** The identity of the store, or empty if there was none. */
    public Optional<String> identity() {
        return filling.map(Filling::id);
    }

    /**
     * The mark of a model.
     *
     * @param key the model
     * @return the mark, or empty if there was none
     */
    public Optional<SinkMark> mark(ModelKey key) {
        return filling.flatMap(copy -> copy.mark(key));
    }

    Optional<Filling> filling() {
        return filling;
    }
}
