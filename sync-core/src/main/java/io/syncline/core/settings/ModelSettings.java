package io.syncline.core.settings;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How one model is made into documents. Everything has a default. */
@Value.Immutable
public interface ModelSettings {

    /**
     * All defaults.
     *
     * @return settings
     */
    static ModelSettings defaults() {
        return builder().build();
    }

    /**
     * The fields whose labels and values make up the text.
     *
     * @return technical names in the order of reading; empty for the source's choice, or for the fields of the template
     *     if there is one
     */
    List<String> fields();

    /**
     * The text, with {@code {field}} where a value belongs; a line whose values are all empty is left out.
     *
     * @return a template, or empty for one line per field, label and value
     */
    Optional<String> template();

    /**
     * The fields that are stored with each point, to be filtered by.
     *
     * @return technical names; empty for none
     */
    List<String> payload();

    /** Refuses a template that says nothing. */
    @Value.Check
    default void check() {
        if (template().isPresent() && template().get().isBlank()) {
            throw new IllegalArgumentException("The template is blank; leave it out to get one line per field");
        }
        if (template().isPresent() && !fields().isEmpty()) {
            throw new IllegalArgumentException("Give fields or a template, not both: a template names its fields");
        }
    }

    /**
     * Starts settings.
     *
     * @return a builder; not thread-safe
     */
    static Builder builder() {
        return new Builder();
    }

    /** Builds {@link ModelSettings}; not thread-safe. */
    final class Builder extends ImmutableModelSettings.Builder {
        Builder() {}
    }
}
