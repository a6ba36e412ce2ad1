package io.syncline.api;

import org.immutables.value.Value;

/** What to compare, and whether to repair what differs. */
@Style
@Value.Immutable
public interface VerifyRequest {

    /**
     * The model.
     *
     * @return its name
     */
    ModelName model();

    /**
     * Whether to bring in step what differs: records are embedded and stored again, surplus chunks and records that the
     * source no longer has are deleted, the latter within the limits of a cleanup.
     *
     * @return false by default
     */
    @Value.Default
    default boolean repair() {
        return false;
    }

    /**
     * Whether to compare the content of every record, not only of those whose version differs. It reads the whole
     * source, and finds changes that left the change time as it was.
     *
     * @return false by default
     */
    @Value.Default
    default boolean deep() {
        return false;
    }

    /**
     * Whether archived records should be stored.
     *
     * @return true by default
     */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * A comparison of a model with all defaults.
     *
     * @param model technical name of the model
     * @return the request
     * @throws IllegalArgumentException if it is not a model name
     */
    static VerifyRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /**
     * Starts a request.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VerifyRequest}; not thread-safe. */
    final class Builder extends ImmutableVerifyRequest.Builder {
        Builder() {}
    }
}
