package io.syncline.cli.config;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a configuration file. The adapters that it may name are those whose jars are on the class path. */
public final class ConfigReader {

    private static final String SCHEDULE = "schedule";
    private static final Set<String> SECTIONS =
            Set.of("source", "models", "embedder", "sink", "state", "engine", "mcp", "askers", "server", SCHEDULE);

    private static final Set<String> SENT = Set.of("source", "models", "embedder", "sink", "state", "engine");

    private final YamlNode root;
    private final YamlNode unused;
    private final Adapters adapters;
    private final Set<AdapterKind<?>> uncontacted;

    private ConfigReader(YamlNode root, YamlNode unused, Adapters adapters, Set<AdapterKind<?>> uncontacted) {
        this.root = root;
        this.unused = unused;
        this.adapters = adapters;
        this.uncontacted = Set.copyOf(uncontacted);
    }

    /**
     * Reads and checks a file. Contacts nothing and writes nothing.
     *
     * @param workingDirectory what a relative file is relative to
     * @param file the file as the user named it; paths in it are relative to its directory
     * @param environment variables that values may refer to
     * @return the configuration
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static Config read(Path workingDirectory, Path file, Map<String, String> environment) {
        return read(workingDirectory, new Request(file, Set.of()), environment);
    }

    /**
     * The same for a program that uses the source only: variables that embedder, sink and state refer to need not be set.
     *
     * @param workingDirectory what a relative file is relative to
     * @param file the file as the user named it
     * @param environment variables that values may refer to
     * @return the configuration, of which embedder, sink and state may lack their keys
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static Config readForSource(Path workingDirectory, Path file, Map<String, String> environment) {
        Path absolute = absolute(workingDirectory, file);
        YamlNode root = Yaml.read(absolute, file, new Interpolation(environment));
        OptionSet.requireKeys(root, SECTIONS);
        YamlNode unused = Yaml.read(absolute, file, Interpolation.lenient(environment));
        return new ConfigReader(root, unused, adapters(), Set.of()).config();
    }

    private static Path absolute(Path workingDirectory, Path file) {
        return workingDirectory.resolve(file).toAbsolutePath().normalize();
    }

    /**
     * What to read, and what for.
     *
     * @param file the file as the user named it; paths in it are relative to its directory
     * @param uncontacted the kinds of adapters that are opened and never contacted, so that their secrets may be missing
     */
    public record Request(Path file, Set<AdapterKind<?>> uncontacted) {}

    /**
     * Reads and checks a file. Contacts nothing and writes nothing.
     *
     * @param workingDirectory what a relative file is relative to
     * @param request the file, and what it is read for
     * @param environment variables that values may refer to
     * @return the configuration
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static Config read(Path workingDirectory, Request request, Map<String, String> environment) {
        Path file = request.file();
        Path absolute = absolute(workingDirectory, file);
        YamlNode root = Yaml.read(absolute, file, new Interpolation(environment));
        OptionSet.requireKeys(root, SECTIONS);
        YamlNode unused = Yaml.read(absolute, file, Interpolation.lenient(environment));
        return new ConfigReader(root, root, adapters(), request.uncontacted()).withPeople(unused.child("askers"));
    }

    /**
     * Reads a file to send it to other machines. Variables need not be set on this one.
     *
     * @param workingDirectory what a relative file is relative to
     * @param file the file as the user named it
     * @return its text without comments
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used, or a secret is written into it
     */
    public static ConfigText toSend(Path workingDirectory, Path file) {
        Path absolute = absolute(workingDirectory, file);
        YamlNode root = Yaml.read(absolute, file, Interpolation.lenient(Map.of()));
        OptionSet.requireKeys(root, SECTIONS);
        Adapters adapters = adapters();
        AdapterKind.ALL.forEach(kind -> requireNamedSecrets(root.child(kind.section()), kind, adapters));
        return new ConfigText(file.toString(), absolute.resolveSibling("").toString(), root.written(SENT));
    }

    private static void requireNamedSecrets(YamlNode section, AdapterKind<?> kind, Adapters adapters) {
        if (!section.isAbsent()) {
            SecretPlaces.requireNamed(
                    section,
                    adapters.choose(kind, section, adapters.defaultType(kind)).options());
        }
    }

    /**
     * Reads a text that was sent.
     *
     * @param text the text
     * @param environment variables that values refer to
     * @return the configuration
     * @throws io.syncline.core.adapter.ConfigException if it cannot be used
     */
    public static Config read(ConfigText text, Map<String, String> environment) {
        Yaml.Place place =
                new Yaml.Place(Path.of(text.shown()), Path.of(text.directory()), new Interpolation(environment));
        YamlNode root = Yaml.parse(text.yaml(), place);
        return new ConfigReader(root, root, adapters(), Set.of()).config();
    }

    /** Options of people are checked now, though the secrets of those who are not named need not be at hand. */
    private Config withPeople(YamlNode people) {
        Config config = config();
        people.entries().orElse(Map.of()).values().forEach(this::asker);
        return config;
    }

    /** The adapters whose jars are on the class path. */
    public static Adapters adapters() {
        ClassPathJars.check(System.getProperty("java.class.path", ""));
        return Adapters.load(ConfigReader.class.getClassLoader());
    }

    private Config config() {
        YamlNode section = root.child("source");
        if (section.isAbsent()) {
            throw root.failure("'source' is missing: the section that configures where records are read from");
        }
        ConfiguredAdapter<RecordSource> source = configure(AdapterKind.SOURCE, section);
        ConfiguredAdapter<Embedder> embedder = configure(AdapterKind.EMBEDDER, unused.child("embedder"));
        ConfiguredAdapter<VectorSink> sink = adapter(AdapterKind.SINK).configure(unused.child("sink"));
        ConfiguredAdapter<MetadataStore> state = adapters.choose(
                        AdapterKind.STATE, root.child("state"), adapters.defaultStateType(sink.adapter()))
                .configure(unused.child("state"), sink);
        return new Config(
                source,
                EngineOptions.readModels(
                        root.child("models"), List.of(source, embedder, sink, state), Set.of(SCHEDULE)),
                embedder,
                sink,
                state,
                EngineOptions.readEngine(root.child("engine")),
                root.child("mcp"),
                service(),
                new Askers(root.child("askers"), this::asker));
    }

    private ServiceSections service() {
        YamlNode models = root.child("models");
        Map<ModelName, ConfigNode> schedules = new LinkedHashMap<>();
        ConfigNode.byModel(models)
                .keySet()
                .forEach(model ->
                        schedules.put(model, models.child(model.value()).child(SCHEDULE)));
        return new ServiceSections(root.child("server"), root.child(SCHEDULE), schedules);
    }

    /** The source as a person sees it. */
    private ConfiguredAdapter<RecordSource> asker(ConfigNode person) {
        Adapter<RecordSource> adapter = adapter(AdapterKind.SOURCE);
        ConfiguredAdapter<RecordSource> source =
                adapter.configure(OverlaidSection.of(root.child("source"), person, adapter.options()));
        ConfigNode.byModel(root.child("models")).forEach(source::configureModel);
        return source;
    }

    private <P extends AutoCloseable> ConfiguredAdapter<P> configure(AdapterKind<P> kind, YamlNode section) {
        Adapter<P> adapter = adapter(kind);
        return adapter.configure(
                uncontacted.contains(kind) ? UncontactedSection.of(section, adapter.options()) : section);
    }

    private <P extends AutoCloseable> Adapter<P> adapter(AdapterKind<P> kind) {
        return adapters.choose(kind, root.child(kind.section()), adapters.defaultType(kind));
    }
}
