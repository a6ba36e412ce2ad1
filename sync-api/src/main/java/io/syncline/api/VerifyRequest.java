package io.syncline.api;

import org.immutables.value.Value;

/** The model to compare between source and sink, and whether to repair differences. */
@Style
@Value.Immutable
public interface VerifyRequest {

    /** The model. */
    ModelName model();

    /**
     * Whether to repair differences: records are embedded and stored again; surplus chunks and records that were
     * deleted in the source are deleted, the latter within the limits of a cleanup. False by default.
     */
    @Value.Default
    default boolean repair() {
        return false;
    }

    /**
     * Whether to compare the content of every record, not only of those whose version differs. This reads the whole
     * source, and finds changes that did not alter the change time. False by default.
     */
    @Value.Default
    default boolean deep() {
        return false;
    }

    /** Whether archived records should be stored. True by default. */
    @Value.Default
    default boolean includeArchived() {
        return true;
    }

    /**
     * A comparison with the defaults.
     *
     * @param model the technical name of the model
     * @throws IllegalArgumentException if it is not a model name
     */
    static VerifyRequest of(String model) {
        return builder().model(ModelName.of(model)).build();
    }

    /** Starts a request. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link VerifyRequest}. Not thread-safe. */
    final class Builder extends ImmutableVerifyRequest.Builder {
        Builder() {}
    }
}
