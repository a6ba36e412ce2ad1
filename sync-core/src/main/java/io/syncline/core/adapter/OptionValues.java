package io.syncline.core.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of options by option. Not thread-safe while it is filled. */
public final class OptionValues {

    private final Map<Option<?>, Object> values = new LinkedHashMap<>();

    OptionValues() {}

    <T> void put(Option<T> option, T value) {
        values.put(option, value);
    }

    /**
     * The value of an option that is required or has a default.
     *
     * @param option the option, the same object that was declared
     * @param <T> the type of the value
     * @return the value
     * @throws IllegalArgumentException if it has no value
     */
    public <T> T get(Option<T> option) {
        return find(option).orElseThrow(() -> new IllegalArgumentException("'" + option.key() + "' is missing"));
    }

    /**
     * The value of an option.
     *
     * @param option the option, the same object that was declared
     * @param <T> the type of the value
     * @return the value, or empty if it was not given and has no default
     */
    @SuppressWarnings("unchecked") // put() takes no other type.
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }

    /** The value of the option with the key of another one, if it has one of the same type. */
    @SuppressWarnings("unchecked") // Types of values are compared.
    <T> Optional<T> inherited(Option<T> heir) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().key().equals(heir.key())
                        && entry.getKey().typeName().equals(heir.typeName()))
                .map(entry -> (T) entry.getValue())
                .findFirst();
    }

    /** The values by key; secrets are masked. */
    @Override
    public String toString() {
        Map<String, Object> shown = new TreeMap<>();
        values.forEach((option, value) -> shown.put(option.key(), option.isSecret() ? "***" : value));
        return shown.toString();
    }
}
