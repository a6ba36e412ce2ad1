package io.syncline.spring.boot;

import io.syncline.api.ModelName;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import io.syncline.core.settings.EngineOptions;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.service.ScheduleOptions;
import io.syncline.service.ServiceOptions;
import io.syncline.service.ServiceSettings;
import io.syncline.service.schedule.ModelSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The properties {@code syncline.*}, read by the declarations of the adapters on the class path. Keeps no value in a text of its
 * own. Not thread-safe: beans are made one after another.
 */
final class SynclineSetup {

    static final String PREFIX = "syncline";

    private static final String MODELS = "models";
    private static final String SCHEDULE = "schedule";
    private static final String SERVICE = "service";
    private static final String ENGINE = "engine";
    private static final String ENABLED = "enabled";
    private static final Map<AdapterKind<?>, String> DEFAULT_TYPES =
            Map.of(AdapterKind.EMBEDDER, "onnx", AdapterKind.SINK, "sqlite", AdapterKind.STATE, "file");

    private final DeclaredProperties declared;
    private final Map<String, Object> root;
    private final Adapters adapters;
    private final Map<AdapterKind<?>, ConfiguredAdapter<?>> configured = new HashMap<>();
    private final Map<ModelName, Map<String, Object>> models = new LinkedHashMap<>();

    SynclineSetup(Environment environment, ClassLoader loader) {
        this.declared = new DeclaredProperties(environment);
        this.root = DeclaredProperties.map(PREFIX, PropertyTree.plain(PropertyTree.read(environment, PREFIX)));
        Set<String> sections = new TreeSet<>(Set.of(MODELS, SCHEDULE, SERVICE, ENGINE, ENABLED));
        AdapterKind.ALL.forEach(kind -> sections.add(kind.section()));
        OptionSet.requireKeys(ConfigNode.of(PREFIX, root), sections);
        this.adapters = Adapters.load(loader);
        readModels();
    }

    private void readModels() {
        List<?> sections = root.get(MODELS) instanceof List<?> list ? list : List.of();
        if (sections.isEmpty() && root.get(MODELS) instanceof Map<?, ?> named && !named.isEmpty()) {
            throw new ConfigException("'syncline.models' is a list, since dots in the names of models get lost in keys:"
                    + " write '- name: res.partner' and the settings of the model below it");
        }
        int count = sections.size();
        while (declared.text(PREFIX + "." + MODELS + "[" + count + "].name") != null) {
            count++;
        }
        for (int i = 0; i < count; i++) {
            String path = PREFIX + "." + MODELS + "[" + i + "]";
            readModel(path, DeclaredProperties.map(path, i < sections.size() ? sections.get(i) : null));
        }
    }

    private void readModel(String path, Map<String, Object> found) {
        List<Option<?>> options = new ArrayList<>(EngineOptions.model().options());
        options.add(Option.text("name", "the technical name").required());
        options.add(Option.section(SCHEDULE, "when it is synced", ScheduleOptions.all()));
        AdapterKind.ALL.stream()
                .flatMap(kind -> adapters.ofKind(kind).stream())
                .flatMap(adapter -> adapter.modelOptions().stream())
                .forEach(options::add);
        Map<String, Object> section = declared.section(path, found, options);
        if (!(section.remove("name") instanceof String name)) {
            throw new ConfigException(
                    "'" + path + ".name' is missing: the technical name of the model, such as res.partner");
        }
        ModelName model = Refused.as(path + ".name", () -> ModelName.of(name));
        if (models.putIfAbsent(model, section) != null) {
            throw new ConfigException("'" + path + ".name': the model " + model + " is given twice; remove one");
        }
    }

    /** Whether a section has any key of its own. */
    boolean isGiven(AdapterKind<?> kind) {
        return root.containsKey(kind.section())
                || declared.text(PREFIX + "." + kind.section() + "." + Adapter.TYPE) != null;
    }

    /** The text of an option of a section of an adapter. */
    Optional<String> text(AdapterKind<?> kind, String key) {
        return Optional.ofNullable(declared.text(PREFIX + "." + kind.section() + "." + key));
    }

    /** Reads the section of an adapter and opens it. */
    <P extends AutoCloseable> P open(AdapterKind<P> kind) {
        ConfiguredAdapter<P> adapter = configure(kind);
        configured.put(kind, adapter);
        models.forEach((model, section) -> adapter.configureModel(model, node(model, section)));
        return adapter.open();
    }

    private <P extends AutoCloseable> ConfiguredAdapter<P> configure(AdapterKind<P> kind) {
        if (adapters.ofKind(kind).isEmpty()) {
            throw new ConfigException("No " + kind + " is on the class path: add one of Syncline's adapters"
                    + " (its README has a table of artifacts), or declare a bean of the type "
                    + kind.port().getSimpleName());
        }
        String path = PREFIX + "." + kind.section();
        Map<String, Object> found = DeclaredProperties.map(path, root.get(kind.section()));
        String type = declared.text(path + "." + Adapter.TYPE);
        if (type != null) {
            found.put(Adapter.TYPE, type);
        }
        Adapter<P> adapter = adapters.choose(kind, ConfigNode.of(path, found), defaultType(kind));
        ConfigNode section = ConfigNode.of(path, declared.section(path, found, adapter.options()));
        ConfiguredAdapter<?> sink = configured.get(AdapterKind.SINK);
        return kind == AdapterKind.STATE && sink != null
                ? adapter.configure(section, sink)
                : adapter.configure(section);
    }

    /** Where the sink is, for a state, if it says so; else the usual one if its jar is there. */
    private Optional<String> defaultType(AdapterKind<?> kind) {
        Stream<String> wanted = Stream.concat(
                Optional.ofNullable(kind == AdapterKind.STATE ? configured.get(AdapterKind.SINK) : null).stream()
                        .flatMap(sink -> sink.adapter().stateType().stream()),
                Optional.ofNullable(DEFAULT_TYPES.get(kind)).stream());
        return wanted.filter(type -> adapters.ofKind(kind).stream()
                        .anyMatch(adapter -> adapter.type().equals(type)))
                .findFirst();
    }

    /** The settings of the engine; a call is retried for as long as suits a run that is repeated soon. */
    EngineSettings engine() {
        String path = PREFIX + "." + ENGINE;
        Map<String, Object> section = declared.section(
                path,
                DeclaredProperties.map(path, root.get(ENGINE)),
                EngineOptions.engine().options());
        Map<String, Object> retry = DeclaredProperties.map(path + ".retry", section.get("retry"));
        TimeoutProfile.RETRY.forEach(retry::putIfAbsent);
        section.put("retry", retry);
        return EngineOptions.readEngine(ConfigNode.of(path, section));
    }

    /** The settings of the models; those of adapters that were not opened by this are unknown. */
    Map<ModelName, ModelSettings> models() {
        Set<String> others = new TreeSet<>(Set.of(SCHEDULE));
        configured
                .values()
                .forEach(adapter -> adapter.adapter().modelOptions().forEach(option -> others.add(option.key())));
        Map<ModelName, ModelSettings> settings = new LinkedHashMap<>();
        models.forEach((model, section) -> settings.put(
                model, EngineOptions.model().read(node(model, section), others, ModelSettings.Builder::build)));
        return settings;
    }

    /** The settings of the service, with the schedules of all models. */
    ServiceSettings service() {
        String path = PREFIX + "." + SCHEDULE;
        Map<String, Object> found = DeclaredProperties.map(path, root.get(SCHEDULE));
        found.remove(ENABLED);
        ModelSchedule base = ScheduleOptions.read(
                ConfigNode.of(
                        path,
                        declared.section(path, found, ScheduleOptions.all().options())),
                ModelSchedule.defaults());
        String service = PREFIX + "." + SERVICE;
        Map<String, Object> section = declared.section(
                service,
                DeclaredProperties.map(service, root.get(SERVICE)),
                ServiceOptions.all().options());
        TimeoutProfile.SERVICE.forEach(section::putIfAbsent);
        return ServiceOptions.all().read(ConfigNode.of(service, section), Set.of(), builder -> {
            models.forEach(
                    (model, settings) -> builder.putModels(model, schedule(model, settings.get(SCHEDULE), base)));
            return builder.build();
        });
    }

    private static ModelSchedule schedule(ModelName model, @Nullable Object section, ModelSchedule base) {
        return section == null
                ? base
                : ScheduleOptions.read(
                        ConfigNode.of(PREFIX + "." + MODELS + "." + model + "." + SCHEDULE, section), base);
    }

    private static ConfigNode node(ModelName model, Map<String, Object> section) {
        return ConfigNode.of(PREFIX + "." + MODELS + "." + model, section);
    }
}
