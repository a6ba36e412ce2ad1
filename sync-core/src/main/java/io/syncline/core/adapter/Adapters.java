package io.syncline.core.adapter;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The adapters that a configuration may name. Immutable. */
public final class Adapters {

    private static final Map<AdapterKind<?>, String> DEFAULT_TYPES =
            Map.of(AdapterKind.EMBEDDER, "onnx", AdapterKind.SINK, "sqlite", AdapterKind.STATE, "file");

    private final List<Adapter<?>> adapters;

    private Adapters(Collection<? extends Adapter<?>> adapters) {
        this.adapters = List.copyOf(adapters);
        for (Adapter<?> adapter : adapters) {
            if (this.adapters.stream()
                            .filter(other -> other.toString().equals(adapter.toString()))
                            .count()
                    > 1) {
                throw declaredTwice(adapter, "");
            }
        }
    }

    /**
     * The adapters of all jars that a class loader sees.
     *
     * @param loader a class loader
     * @return the adapters
     * @throws ConfigException if two jars declare the same type, or the adapters of a jar cannot be loaded, for example
     *     since it lacks a class that it needs; the message names the jars
     */
    public static Adapters load(ClassLoader loader) {
        List<Adapter<?>> found = new ArrayList<>();
        Map<String, String> jars = new HashMap<>();
        try {
            for (AdapterProvider provider : ServiceLoader.load(AdapterProvider.class, loader)) {
                String jar = AdapterJars.of(provider).orElse("one without a jar");
                for (Adapter<?> adapter : adapters(provider)) {
                    String earlier = jars.putIfAbsent(adapter.toString(), jar);
                    if (earlier != null) {
                        throw declaredTwice(adapter, ": " + earlier + " and " + jar);
                    }
                    found.add(adapter);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new ConfigException("An adapter on the class path cannot be loaded: " + MissingClasses.problem(e)
                    + ". Remove " + AdapterJars.failing(loader).orElse("its jar") + " if you do not need it");
        }
        return new Adapters(found);
    }

    private static ConfigException declaredTwice(Adapter<?> adapter, String where) {
        return new ConfigException("Two jars on the class path declare the " + adapter.kind() + " type '"
                + adapter.type() + "'" + where + "; remove one");
    }

    /** Names the provider, since the class that is missing may be of any library. */
    private static List<Adapter<?>> adapters(AdapterProvider provider) {
        try {
            return List.copyOf(requireNonNull(provider.adapters(), "it returns null instead of adapters"));
        } catch (LinkageError | RuntimeException e) {
            throw new ConfigException("The adapters of " + provider.getClass().getName() + " cannot be loaded: "
                    + MissingClasses.problem(e) + ", or remove "
                    + AdapterJars.of(provider).orElse("the jar of the adapter"));
        }
    }

    /**
     * Some adapters.
     *
     * @param adapters the adapters, no two of one kind and type
     * @return the catalogue
     */
    public static Adapters of(Adapter<?>... adapters) {
        return new Adapters(List.of(adapters));
    }

    /**
     * The adapters of a kind.
     *
     * @param kind the kind
     * @param <P> the port
     * @return the adapters, as found
     */
    @SuppressWarnings("unchecked") // An adapter's kind has its port.
    public <P extends AutoCloseable> List<Adapter<P>> ofKind(AdapterKind<P> kind) {
        return adapters.stream()
                .filter(adapter -> adapter.kind() == kind)
                .map(adapter -> (Adapter<P>) adapter)
                .toList();
    }

    /**
     * The type that counts where a configuration names none: one that needs no server and no key.
     *
     * @param kind the kind
     * @return the type, if it is one of these; empty for the source
     */
    public Optional<String> defaultType(AdapterKind<?> kind) {
        return Optional.ofNullable(DEFAULT_TYPES.get(kind)).filter(type -> has(kind, type));
    }

    /**
     * The same of a state beside a sink: the place of the sink, if that says so.
     *
     * @param sink the sink of the configuration
     * @return the type, if it is one of these
     */
    public Optional<String> defaultStateType(Adapter<?> sink) {
        return sink.stateType().filter(type -> has(AdapterKind.STATE, type)).or(() -> defaultType(AdapterKind.STATE));
    }

    private boolean has(AdapterKind<?> kind, String type) {
        return ofKind(kind).stream().anyMatch(adapter -> adapter.type().equals(type));
    }

    /**
     * The adapter that a section names by its key {@code type}.
     *
     * @param kind the kind
     * @param section the section
     * @param defaultType the type of an empty section, if there is a default
     * @param <P> the port
     * @return the adapter
     * @throws ConfigException if the type is missing or unknown
     */
    public <P extends AutoCloseable> Adapter<P> choose(
            AdapterKind<P> kind, ConfigNode section, Optional<String> defaultType) {
        List<String> types = ofKind(kind).stream().map(Adapter::type).sorted().toList();
        Map<String, ConfigNode> entries = ValueType.section(section);
        ConfigNode type = entries.get(Adapter.TYPE);
        if (type == null && (!entries.isEmpty() || defaultType.isEmpty())) {
            throw section.failure("'" + section.path() + ".type' is missing: one of " + String.join(", ", types));
        }
        String name = type == null ? defaultType.orElseThrow() : ValueType.oneOf(type, types);
        return ofKind(kind).stream()
                .filter(adapter -> adapter.type().equals(name))
                .findFirst()
                .orElseThrow(() -> section.failure("No " + kind + " of type '" + name + "' is on the class path"));
    }
}
