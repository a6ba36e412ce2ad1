package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a builder: a value that is given at most once. With it all builders refuse the same mistakes at the
 * call that makes them, with the same exceptions. Not thread-safe.
 *
 * <p>A builder has a field for each setting, and checks ranges before it calls {@link #set}:
 *
 * <pre>
 * private final Setting&lt;URI&gt; url = Setting.named("url");
 *
 * public Builder url(String address) {
 *     url.set(OdooUrl.parse(address));
 *     return this;
 * }
 *
 * public Source build() {
 *     Setting.require("An Odoo source", url, database);
 *     return new Source(url.get(), database.get(), language.optional());
 * }
 * </pre>
 *
 * @param <T> the type of the value
 */
public final class Setting<T> {

    private final String name;
    private @Nullable T value;

    private Setting(String name) {
        this.name = name;
    }

    /**
     * A setting without a value yet.
     *
     * @param <T> the type of the value
     * @param name the name of the builder's method, for messages
     * @return the setting
     */
    public static <T> Setting<T> named(String name) {
        return new Setting<>(name);
    }

    /**
     * Gives the setting its value.
     *
     * @param newValue the value
     * @throws NullPointerException if the value is null; the message names the setting
     * @throws IllegalStateException if the setting has a value already
     */
    public void set(T newValue) {
        requireNonNull(newValue, name);
        if (value != null) {
            throw new IllegalStateException("'" + name + "' was already set");
        }
        value = newValue;
    }

    /** Whether the setting has a value. */
    public boolean isSet() {
        return value != null;
    }

    /**
     * The value of a required setting; call {@link #require} first.
     *
     * @return the value
     * @throws IllegalStateException if there is none
     */
    public T get() {
        if (value == null) {
            throw new IllegalStateException("'" + name + "' is missing");
        }
        return value;
    }

    /** The value, if it was given. */
    public Optional<T> optional() {
        return Optional.ofNullable(value);
    }

    /**
     * The value, or a default.
     *
     * @param defaultValue the value of a setting that was not given
     * @return the value
     */
    public T or(T defaultValue) {
        return value == null ? defaultValue : value;
    }

    /**
     * Refuses a value that contradicts another setting.
     *
     * @param other the other setting
     * @throws IllegalStateException if the other setting has a value
     */
    public void excludes(Setting<?> other) {
        if (other.isSet()) {
            throw new IllegalStateException("'" + name + "' cannot be combined with '" + other.name + "'");
        }
    }

    /**
     * Checks that all required settings have a value.
     *
     * @param what what is built, as the subject of a sentence, such as "An Odoo source"
     * @param required the settings that must have a value
     * @throws IllegalStateException if some have none; the message names all of them
     */
    public static void require(String what, Setting<?>... required) {
        List<String> missing = Stream.of(required)
                .filter(setting -> !setting.isSet())
                .map(setting -> setting.name)
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(what + " needs: " + String.join(", ", missing));
        }
    }
}
