package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Declares an {@link Adapter}. A null value is refused with a {@link NullPointerException}, a part that is given twice with
 * an {@link IllegalStateException}, each by the method that takes it.
 *
 * <p>Not thread-safe.
 *
 * @param <P> the port
 * @param <B> the builder that opens the adapter
 */
public final class AdapterBuilder<P extends AutoCloseable, B> {

    private final AdapterKind<P> kind;
    private final String type;
    private final OptionSet<B> options;
    private final Setting<String> description = Setting.named("description");
    private final Map<String, String> exampleModels = new LinkedHashMap<>();
    private final Map<Class<?>, Function<B, ?>> abilities = new LinkedHashMap<>();
    private final Setting<Adapter.ModelOptions<B, ?>> modelOptions = Setting.named("modelOptions");
    private final Setting<String> stateType = Setting.named("stateType");

    AdapterBuilder(AdapterKind<P> kind, String type, OptionSet<B> options) {
        this.kind = requireNonNull(kind, "kind");
        this.type = requireNonNull(type, "type");
        this.options = requireNonNull(options, "options");
    }

    /**
     * Sets one sentence about the adapter, without a full stop. Required.
     *
     * @param text the sentence
     * @return this
     */
    public AdapterBuilder<P, B> description(String text) {
        description.set(text);
        return this;
    }

    /**
     * Adds options to each model of the configuration ({@code models: {products: {table: ...}}}).
     *
     * @param set the options
     * @param setter the method of the adapter's builder that takes the options of one model
     * @param <N> what the options are read into
     * @return this
     */
    public <N> AdapterBuilder<P, B> modelOptions(OptionSet<N> set, ModelSetter<B, N> setter) {
        modelOptions.set(new Adapter.ModelOptions<>(
                requireNonNull(set, "modelOptions"), requireNonNull(setter, "modelOptions")));
        return this;
    }

    /**
     * Sets the type of a state that can be in the same place as this sink. It is the default of a configuration with this sink, and
     * its options of the same keys inherit their values from this one, see {@link Option#inheritedFrom}.
     *
     * @param type the name of the type, which may be of another jar
     * @return this
     */
    public AdapterBuilder<P, B> stateType(String type) {
        stateType.set(type);
        return this;
    }

    /**
     * Adds a model to the example file.
     *
     * @param model the name of a model that most users have
     * @param lines the lines of its section
     * @return this
     * @throws IllegalStateException if the model was added before
     */
    public AdapterBuilder<P, B> exampleModel(String model, String lines) {
        add("exampleModel", exampleModels, model, lines);
        return this;
    }

    /**
     * Adds an ability beside the port, which front ends look for by its interface.
     *
     * @param ability the interface
     * @param opener opens it from the builder
     * @param <A> the interface
     * @return this
     * @throws IllegalStateException if the ability was added before
     */
    public <A> AdapterBuilder<P, B> ability(Class<A> ability, Function<B, ? extends A> opener) {
        add("ability", abilities, ability, opener);
        return this;
    }

    private static <K, V> void add(String setting, Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(requireNonNull(key, setting), requireNonNull(value, setting)) != null) {
            throw new IllegalStateException("'" + setting + "' of " + key + " was already set");
        }
    }

    /**
     * Ends the declaration.
     *
     * @param opener opens the adapter from the builder; what it refuses with an {@link IllegalStateException} becomes a
     *     failure of the section
     * @return the declaration
     * @throws IllegalStateException if the description is missing
     */
    public Adapter<P> opens(Function<B, ? extends P> opener) {
        requireNonNull(opener, "opens");
        Setting.require("An adapter", description);
        return new Adapter<>(new Adapter.Declaration<>(
                kind,
                type,
                description.get(),
                options,
                modelOptions.optional(),
                stateType.optional(),
                exampleModels,
                opener::apply,
                abilities));
    }
}
