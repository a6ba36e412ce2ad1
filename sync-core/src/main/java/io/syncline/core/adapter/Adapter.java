package io.syncline.core.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an adapter declares about itself, next to its builder: its kind, its type, its options, and how it is opened. A
 * front end reads and checks configurations by it and names no class of the adapter.
 *
 * <pre>
 * Adapter.builder(AdapterKind.SINK, "qdrant", OptionSet.of(QdrantVectorSink::builder)
 *                 .with(Option.text("host", "host of the server").defaultValue("localhost"), QdrantVectorSinkBuilder::host)
 *                 .with(Option.secret("api-key", "key that the server asks for"), QdrantVectorSinkBuilder::apiKey))
 *         .description("A collection of a Qdrant server")
 *         .opens(QdrantVectorSinkBuilder::build);
 * </pre>
 *
 * <p>Immutable.
 *
 * @param <P> the port
 */
public final class Adapter<P extends AutoCloseable> {

    /** The key that names the type of an adapter. */
    public static final String TYPE = "type";

    private final Declaration<P, ?> declaration;

    /** Everything that was declared. The builder's type stays in here. */
    record Declaration<P extends AutoCloseable, B>(
            AdapterKind<P> kind,
            String type,
            String description,
            OptionSet<B> options,
            Optional<ModelOptions<B, ?>> modelOptions,
            Optional<String> stateType,
            Map<String, String> exampleModels,
            Function<B, P> opener,
            Map<Class<?>, Function<B, ?>> abilities) {

        Declaration {
            exampleModels = new LinkedHashMap<>(exampleModels);
            abilities = Map.copyOf(abilities);
        }
    }

    /** Options of models, and the method of the adapter's builder that takes them. */
    record ModelOptions<B, N>(OptionSet<N> options, ModelSetter<B, N> setter) {}

    Adapter(Declaration<P, ?> declaration) {
        this.declaration = declaration;
    }

    /**
     * Starts a declaration.
     *
     * @param kind the kind
     * @param type the name of the type, in kebab-case
     * @param options the options, bound to the builder that opens the adapter
     * @param <P> the port
     * @param <B> the builder
     * @return a builder of the declaration
     */
    public static <P extends AutoCloseable, B> AdapterBuilder<P, B> builder(
            AdapterKind<P> kind, String type, OptionSet<B> options) {
        return new AdapterBuilder<>(kind, type, options);
    }

    /** The kind. */
    public AdapterKind<P> kind() {
        return declaration.kind();
    }

    /** The name of the type. */
    public String type() {
        return declaration.type();
    }

    /** One sentence, without a full stop. */
    public String description() {
        return declaration.description();
    }

    /** The options of its section, besides {@code type}. */
    public List<Option<?>> options() {
        return declaration.options().options();
    }

    /** The options that it adds to each model; empty if none. */
    public List<Option<?>> modelOptions() {
        return declaration
                .modelOptions()
                .map(models -> models.options().options())
                .orElse(List.of());
    }

    /** The type of a state that can be in the same place as this sink, and is by default. */
    public Optional<String> stateType() {
        return declaration.stateType();
    }

    /** Models for the example file, by name: the lines of their sections. */
    public Map<String, String> exampleModels() {
        return new LinkedHashMap<>(declaration.exampleModels());
    }

    /** Whether it has an ability beside its port. */
    public boolean has(Class<?> ability) {
        return declaration.abilities().containsKey(ability);
    }

    /**
     * Reads the section of this adapter. Opens nothing.
     *
     * @param section a mapping of {@code type} and the options
     * @return the adapter, ready to be opened
     * @throws ConfigException if the section cannot be used
     */
    public ConfiguredAdapter<P> configure(ConfigNode section) {
        return configure(section, new OptionValues());
    }

    /**
     * Reads the section of this adapter beside that of another one. Options that inherit their value take it from there, if the
     * other one is of the same type, or this is the type of its state. A section that has any of these options inherits none: a
     * password is not for another address.
     *
     * @param section a mapping of {@code type} and the options
     * @param other an adapter of the same configuration
     * @return the adapter, ready to be opened
     * @throws ConfigException if the section cannot be used
     */
    public ConfiguredAdapter<P> configure(ConfigNode section, ConfiguredAdapter<?> other) {
        boolean related = other.adapter().type().equals(type())
                || other.adapter().stateType().filter(type()::equals).isPresent();
        return configure(section, related ? other.values() : new OptionValues());
    }

    private ConfiguredAdapter<P> configure(ConfigNode section, OptionValues inherited) {
        return configure(declaration, section, inherited);
    }

    private <B> ConfiguredAdapter<P> configure(Declaration<P, B> declared, ConfigNode section, OptionValues inherited) {
        Set<String> keys = options().stream().map(Option::key).collect(Collectors.toCollection(TreeSet::new));
        keys.add(TYPE);
        OptionSet.requireKeys(section, keys);
        OptionSet.Filled<B> filled = declared.options().fill(section, inherited);
        return new ConfiguredAdapter<>(this, new OpenableAdapter<>(declared, section, filled));
    }

    @Override
    public String toString() {
        return kind() + " " + type();
    }
}
