package io.syncline.api;

import java.util.List;
import org.immutables.value.Value;

/** The records whose texts are to be shown as a sync would embed them. */
@Style
@Value.Immutable
public interface PreviewRequest {

    /** The model. */
    ModelName model();

    /** The records, at most 1000; if there are none, the first ones are shown. */
    List<RecordId> ids();

    /** How many records are shown if none are named, from 1 to 1000. 3 by default. */
    @Value.Default
    default int sample() {
        return 3;
    }

    /** Whether archived records are in scope. True by default. */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /** Refuses numbers out of range. */
    @Value.Check
    default void check() {
        if (sample() < 1 || sample() > 1000 || ids().size() > 1000) {
            throw new IllegalArgumentException(
                    "A preview shows 1 to 1000 records, not " + (ids().isEmpty() ? sample() : ids().size()));
        }
    }

    /**
     * A preview of the first records of a model.
     *
     * @param model the technical name of the model
     * @throws IllegalArgumentException if it is not a model name
     */
    static PreviewRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link PreviewRequest}. Not thread-safe. */
    final class Builder extends ImmutablePreviewRequest.Builder {
        Builder() {}
    }
}
