package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options, each with the method of a builder that takes its value. What that method refuses with an
 * {@link IllegalArgumentException} or {@link IllegalStateException} becomes a failure of the key, so that each rule about
 * values is written once, in the builder.
 *
 * <p>Immutable.
 *
 * @param <B> the builder
 */
public final class OptionSet<B> {

    private final Supplier<B> supplier;
    private final List<Binding<B, ?>> bindings;

    private record Binding<B, T>(Option<T> option, BiConsumer<B, T> setter) {}

    /** A builder with the values that were read, which are also at hand by option. */
    record Filled<B>(B builder, OptionValues values) {}

    private OptionSet(Supplier<B> supplier, List<Binding<B, ?>> bindings) {
        this.supplier = supplier;
        this.bindings = List.copyOf(bindings);
        if (keys().size() < bindings.size()) {
            throw new IllegalStateException("An option is declared twice among " + options());
        }
    }

    /**
     * A set without options yet.
     *
     * @param supplier creates the builder, such as {@code Source::builder}
     * @param <B> the builder
     * @return the set
     */
    public static <B> OptionSet<B> of(Supplier<B> supplier) {
        return new OptionSet<>(requireNonNull(supplier, "supplier"), List.of());
    }

    /**
     * Options whose values are read back by option, for a method that takes several of them.
     *
     * @param options the options
     * @return the set
     */
    public static OptionSet<OptionValues> of(Option<?>... options) {
        OptionSet<OptionValues> set = of(OptionValues::new);
        for (Option<?> option : options) {
            set = stored(set, option);
        }
        return set;
    }

    private static <T> OptionSet<OptionValues> stored(OptionSet<OptionValues> set, Option<T> option) {
        return set.with(option, (values, value) -> values.put(option, value));
    }

    /**
     * A copy with one more option. Values are applied in the order of declaration.
     *
     * @param option the option
     * @param setter the method of the builder that takes its value
     * @param <T> the type of the value
     * @return the copy
     * @throws IllegalStateException if an option of that key is there
     */
    public <T> OptionSet<B> with(Option<T> option, BiConsumer<B, T> setter) {
        List<Binding<B, ?>> more = new ArrayList<>(bindings);
        more.add(new Binding<>(option, setter));
        return new OptionSet<>(supplier, more);
    }

    /** The options in the order of declaration. */
    public List<Option<?>> options() {
        return bindings.stream().<Option<?>>map(Binding::option).toList();
    }

    Set<String> keys() {
        return bindings.stream().map(binding -> binding.option().key()).collect(Collectors.toSet());
    }

    /**
     * Reads a section into a new builder.
     *
     * @param section a mapping with these keys and no others
     * @return the builder
     * @throws ConfigException if a key is unknown or missing, or a value is refused
     */
    public B read(ConfigNode section) {
        requireKeys(section, keys());
        return fill(section, new OptionValues()).builder();
    }

    /**
     * Reads a section that has other keys too, and builds.
     *
     * @param section a mapping with these keys and others
     * @param otherKeys the other keys, which are left alone
     * @param build builds from the builder; what it refuses becomes a failure of the key that its message begins with
     * @param <R> what is built
     * @return what was built
     * @throws ConfigException if a key is unknown or missing, or a value is refused
     */
    public <R> R read(ConfigNode section, Set<String> otherKeys, Function<B, R> build) {
        Set<String> known = keys();
        known.addAll(otherKeys);
        requireKeys(section, known);
        B builder = fill(section, new OptionValues()).builder();
        return Refusals.locate(section, ValueType.section(section), () -> build.apply(builder));
    }

    /**
     * Refuses keys that are not among some.
     *
     * @param section a mapping
     * @param known all keys that it may have
     * @throws ConfigException if it has another key
     */
    public static void requireKeys(ConfigNode section, Set<String> known) {
        ValueType.section(section).forEach((key, node) -> {
            if (!known.contains(key)) {
                throw node.failure(unknown(node.path(), key, known));
            }
        });
    }

    /** Text behind a colon without a space belongs to the key in YAML, and may be a password. */
    private static String unknown(String path, String key, Set<String> known) {
        int colon = key.indexOf(':');
        if (colon >= 0) {
            String prefix = path.substring(0, path.length() - key.length());
            return "'" + prefix + key.substring(0, colon) + "' needs a space after its colon";
        }
        return "unknown key '" + path + "'" + ValueType.suggestion(key, known);
    }

    /** Reads these keys of a section, whatever others it has. */
    Filled<B> fill(ConfigNode section, OptionValues inherited) {
        Filled<B> filled = new Filled<>(supplier.get(), new OptionValues());
        Map<String, ConfigNode> entries = ValueType.section(section);
        boolean inherits = bindings.stream()
                .map(Binding::option)
                .noneMatch(option -> option.inheritedFrom().isPresent() && entries.containsKey(option.key()));
        OptionValues defaults = inherits ? inherited : new OptionValues();
        bindings.forEach(
                binding -> apply(binding, section, entries.get(binding.option().key()), filled, defaults));
        return filled;
    }

    private static <B, T> void apply(
            Binding<B, T> binding,
            ConfigNode section,
            @Nullable ConfigNode given,
            Filled<B> filled,
            OptionValues inherited) {
        Option<T> option = binding.option();
        Optional<T> value = given == null ? otherwise(option, section, inherited) : Optional.of(option.read(given));
        value.ifPresent(found -> {
            filled.values().put(option, found);
            ConfigNode node = given == null ? section : given;
            Refusals.locate(node, node.entries().orElse(Map.of()), () -> {
                binding.setter().accept(filled.builder(), found);
                return found;
            });
        });
    }

    private static <T> Optional<T> otherwise(Option<T> option, ConfigNode section, OptionValues inherited) {
        Optional<T> value = option.inheritedFrom().isPresent() ? inherited.inherited(option) : Optional.empty();
        if (value.isPresent()) {
            return value;
        }
        if (option.isRequired()) {
            throw section.failure("'" + section.path() + "." + option.key() + "' is missing: " + option.description());
        }
        return option.defaultValue().map(text -> option.read(DerivedNode.text(section, option.key(), text)));
    }
}
