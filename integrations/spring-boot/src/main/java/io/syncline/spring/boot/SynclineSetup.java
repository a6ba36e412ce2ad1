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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * The properties {@code syncline.*}, read by the declarations of the adapters on the class path. Has no text of its own, so none with
 * secrets. Not thread-safe: beans are made one after another.
 */
final class SynclineSetup {

    static final String PREFIX = "syncline";

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");
    private static final String MODELS = "models";
    private static final String SCHEDULE = "schedule";
    private static final String SERVICE = "service";
    private static final String ENGINE = "engine";
    private static final String ENABLED = "enabled";

    /** The type of a state that can be in the database of the application. */
    private static final String JDBC = "jdbc";

    private final DeclaredProperties declared;
    private final Map<String, Object> root;
    private final Adapters adapters;
    private final Map<AdapterKind<?>, ConfiguredAdapter<?>> configured = new HashMap<>();
    private final Map<ModelName, ConfigNode> models = new LinkedHashMap<>();

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
        AdapterKind.ALL.forEach(kind -> modelOptions(kind).forEach(options::add));
        Map<String, Object> section = declared.section(path, found, options);
        if (!(section.remove("name") instanceof String name)) {
            throw new ConfigException(
                    "'" + path + ".name' is missing: the technical name of the model, such as res.partner");
        }
        ModelName model = Refused.as(path + ".name", () -> ModelName.of(name));
        if (models.putIfAbsent(model, ConfigNode.of(path + " (" + model + ")", section)) != null) {
            throw new ConfigException("'" + path + ".name': the model " + model + " is given twice; remove one");
        }
    }

    /** Of the adapter that was opened; of all that might be where the application has a part of its own. */
    private Stream<Option<?>> modelOptions(AdapterKind<?> kind) {
        ConfiguredAdapter<?> opened = configured.get(kind);
        return opened == null
                ? adapters.ofKind(kind).stream().flatMap(adapter -> adapter.modelOptions().stream())
                : opened.adapter().modelOptions().stream();
    }

    /** Reads the section of an adapter and opens it. */
    <P extends AutoCloseable> P open(AdapterKind<P> kind) {
        ConfiguredAdapter<P> adapter = configure(kind);
        configured.put(kind, adapter);
        models.forEach(adapter::configureModel);
        return adapter.open();
    }

    private <P extends AutoCloseable> ConfiguredAdapter<P> configure(AdapterKind<P> kind) {
        if (adapters.ofKind(kind).isEmpty()) {
            throw new ConfigException("No " + kind + " is on the class path: add one of Syncline's adapters"
                    + " (its README has a table of artifacts), or declare a bean of the type "
                    + kind.port().getSimpleName());
        }
        Map<String, Object> found = found(kind);
        ConfiguredAdapter<?> sink = configured.get(AdapterKind.SINK);
        Optional<String> defaultType = kind == AdapterKind.STATE && sink != null
                ? adapters.defaultStateType(sink.adapter())
                : adapters.defaultType(kind);
        Adapter<P> adapter = adapters.choose(kind, ConfigNode.of(path(kind), found), defaultType);
        ConfigNode section = ConfigNode.of(path(kind), declared.section(path(kind), found, adapter.options()));
        if (kind != AdapterKind.STATE || sink == null) {
            return adapter.configure(section);
        }
        LOG.info(
                "State of type {}, beside a sink of type {}",
                adapter.type(),
                sink.adapter().type());
        return adapter.configure(section, sink);
    }

    private static String path(AdapterKind<?> kind) {
        return PREFIX + "." + kind.section();
    }

    private Map<String, Object> found(AdapterKind<?> kind) {
        Map<String, Object> found = DeclaredProperties.map(path(kind), root.get(kind.section()));
        String type = declared.text(path(kind) + "." + Adapter.TYPE);
        if (type != null) {
            found.put(Adapter.TYPE, type);
        }
        return found;
    }

    /** A state for the database of the application: one of type {@code jdbc} that has no address of its own. */
    Optional<SharedDataSource> sharedState() {
        Map<String, Object> found = found(AdapterKind.STATE);
        Object type = found.remove(Adapter.TYPE);
        return adapters.ofKind(AdapterKind.STATE).stream()
                .filter(adapter -> adapter.type().equals(JDBC) && adapter.type().equals(type))
                .map(adapter -> declared.section(path(AdapterKind.STATE), found, adapter.options()))
                .filter(section -> !section.containsKey("url"))
                .map(section -> new SharedDataSource(ConfigNode.of(path(AdapterKind.STATE), section), canBeInSink()))
                .findFirst();
    }

    private boolean canBeInSink() {
        ConfiguredAdapter<?> sink = configured.get(AdapterKind.SINK);
        return sink != null && sink.adapter().stateType().filter(JDBC::equals).isPresent();
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

    /** The settings of the models, once the parts were opened; those of adapters that were not chosen are unknown. */
    Map<ModelName, ModelSettings> models() {
        Set<String> others = new TreeSet<>(Set.of(SCHEDULE));
        AdapterKind.ALL.forEach(kind -> modelOptions(kind).forEach(option -> others.add(option.key())));
        Map<ModelName, ModelSettings> settings = new LinkedHashMap<>();
        models.forEach((model, section) ->
                settings.put(model, EngineOptions.model().read(section, others, ModelSettings.Builder::build)));
        return settings;
    }

    /** Whether the schedules are on. */
    boolean isScheduled() {
        String path = PREFIX + "." + SCHEDULE;
        Option<Boolean> enabled = Option.flag(ENABLED, "whether it is on").defaultValue("true");
        Map<String, Object> section =
                declared.section(path, DeclaredProperties.map(path, root.get(SCHEDULE)), List.of(enabled));
        section.keySet().retainAll(Set.of(ENABLED));
        return OptionSet.of(AtomicBoolean::new)
                .with(enabled, AtomicBoolean::set)
                .read(ConfigNode.of(path, section))
                .get();
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
            models.forEach((model, settings) -> builder.putModels(model, schedule(settings, base)));
            return builder.build();
        });
    }

    private static ModelSchedule schedule(ConfigNode model, ModelSchedule base) {
        return model.entries()
                .map(entries -> entries.get(SCHEDULE))
                .map(section -> ScheduleOptions.read(section, base))
                .orElse(base);
    }
}
