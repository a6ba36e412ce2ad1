package io.syncline.core.port.metadata;

import io.syncline.api.ModelName;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;

/**
 * What a state, its lease and its failed records belong to: a model of one source in one sink.
 *
 * @param source the name of the source; empty in a key of {@link #unassigned}
 * @param model the model
 * @param sink the {@link SinkIdentity#id()} of the sink; empty in a key of {@link #unassigned}
 */
public record StateKey(String source, ModelName model, String sink) {

    /**
     * The key of a model of a source in a sink. A sink without an identity has no states of its own: what is known of it an
     * earlier version has recorded, which named only the model, so its key is {@linkplain #unassigned unassigned}.
     */
    public static StateKey of(ModelKey key, SinkIdentity sink) {
        return sink.isKnown() ? new StateKey(key.source(), key.model(), sink.id()) : unassigned(key.model());
    }

    /**
     * The key of a state that a version of Syncline wrote which did not record source and sink.
     *
     * @param model the model
     */
    public static StateKey unassigned(ModelName model) {
        return new StateKey("", model, "");
    }

    /** Whether this is the state of a source in a sink, see {@link #of}. */
    public boolean belongsTo(String sourceName, SinkIdentity identity) {
        return equals(of(new ModelKey(sourceName, model), identity));
    }

    /** Whether source and sink are not known. */
    public boolean isUnassigned() {
        return source.isEmpty() && sink.isEmpty();
    }

    @Override
    public String toString() {
        return isUnassigned() ? model.value() : model + " of " + source;
    }
}
