package io.syncline.core.settings;

import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** How documents of one model are composed. Everything has a default. */
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

    /** Refuses a blank template, one without fields, blank names, and fields beside a template. */
    @Value.Check
    default void check() {
        if (template().isPresent() && template().get().isBlank()) {
            throw new IllegalArgumentException(
                    "'template' is blank: '" + template().get() + "'; leave it out to get one line per field");
        }
        template().ifPresent(ModelSettings::requirePlaces);
        for (String name : fields()) {
            requireName("fields", name);
        }
        for (String name : payload()) {
            requireName("payload", name);
        }
        if (template().isPresent() && !fields().isEmpty()) {
            throw new IllegalArgumentException("'fields' " + fields() + " and template '"
                    + template().get() + "' are both given; a template names its fields itself");
        }
    }

    private static void requirePlaces(String template) {
        String rest = template.replaceAll("\\{[A-Za-z_][A-Za-z0-9_.]*}", "");
        if (rest.contains("{")) {
            throw new IllegalArgumentException("'template' has a '{' that does not begin the name of a field in braces,"
                    + " such as {name}: '"
                    + rest.substring(rest.indexOf('{')).lines().findFirst().orElse("") + "'");
        }
        if (rest.equals(template)) {
            throw new IllegalArgumentException(
                    "'template' must name at least one field in braces, such as {name}, not '" + template + "'");
        }
    }

    private static void requireName(String setting, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'" + setting + "' must be names of fields, but has '" + name + "'");
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
