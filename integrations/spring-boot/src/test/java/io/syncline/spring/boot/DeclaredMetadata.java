package io.syncline.spring.boot;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.Adapters;
import io.syncline.core.adapter.Option;
import io.syncline.core.settings.EngineOptions;
import io.syncline.service.ScheduleOptions;
import io.syncline.service.ServiceOptions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metadata of all properties of the starter, in the form that editors read, from the declarations of the options. */
final class DeclaredMetadata {

    private static final Option<Boolean> ENABLED =
            Option.flag("enabled", "whether it is on").defaultValue("true");

    private final Map<String, String> groups = new TreeMap<>();
    private final Map<String, DeclaredProperty> properties = new TreeMap<>();
    private final Adapters adapters;

    /** Defaults that differ from those of the declarations, by the names of their properties. */
    private final Map<String, String> profile = new TreeMap<>();

    private DeclaredMetadata(Adapters adapters) {
        this.adapters = adapters;
        TimeoutProfile.RETRY.forEach((key, value) -> profile.put("syncline.engine.retry." + key, value));
        TimeoutProfile.SERVICE.forEach((key, value) -> profile.put("syncline.service." + key, value));
    }

    static Map<String, Object> of(Adapters adapters) {
        DeclaredMetadata metadata = new DeclaredMetadata(adapters);
        AdapterKind.ALL.forEach(metadata::addKind);
        metadata.addGroup("syncline", "a vector database in sync with a system of record", List.of(ENABLED));
        metadata.addOptions("syncline", "", List.of(metadata.models()));
        metadata.addGroup(
                "syncline.engine", "how runs work", EngineOptions.engine().options());
        metadata.addGroup(
                "syncline.schedule",
                "when models are synced, cleaned up and verified, unless a model has its own schedule",
                ScheduleOptions.all().options());
        metadata.addOptions("syncline.schedule", "", List.of(ENABLED));
        metadata.addGroup(
                "syncline.service",
                "limits of scheduled runs",
                ServiceOptions.all().options());
        metadata.addGroup("management.health.syncline", "the health of the models", List.of(ENABLED));
        return metadata.json();
    }

    /** Metadata cannot name the members of the items of a list. */
    private Option<List<String>> models() {
        Stream<Option<?>> ofAdapters = AdapterKind.ALL.stream()
                .flatMap(kind -> adapters.ofKind(kind).stream())
                .flatMap(adapter -> adapter.modelOptions().stream());
        return Option.texts(
                "models",
                Stream.concat(EngineOptions.model().options().stream(), ofAdapters)
                        .map(Option::key)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(
                                ", ", "the models, a list of items with name and, if need be, schedule, ", "")));
    }

    private void addKind(AdapterKind<?> kind) {
        String path = "syncline." + kind.section();
        List<Adapter<?>> found = adapters.ofKind(kind).stream()
                .<Adapter<?>>map(adapter -> adapter)
                .sorted(Comparator.comparing(Adapter::type))
                .toList();
        Map<String, String> types = new TreeMap<>();
        found.forEach(adapter -> types.put(adapter.type(), adapter.type()));
        addGroup(
                path,
                "the " + kind.section() + ", by its type and the keys of that type",
                List.of(Option.choice(Adapter.TYPE, "the type, which decides about the other keys", types)));
        found.forEach(adapter -> addOptions(path, adapter.type(), adapter.options()));
    }

    private void addGroup(String path, String description, List<? extends Option<?>> options) {
        groups.putIfAbsent(path, DeclaredProperty.sentence(description));
        addOptions(path, "", options);
    }

    private void addOptions(String path, String adapter, List<? extends Option<?>> options) {
        for (Option<?> option : options) {
            String name = path + "." + option.key();
            if (option.nested().isEmpty() || option.typeName().equals("sections")) {
                properties
                        .computeIfAbsent(name, DeclaredProperty::new)
                        .add(
                                option,
                                adapter,
                                profile.getOrDefault(name, option.defaultValue().orElse("")));
            } else {
                groups.putIfAbsent(name, DeclaredProperty.sentence(option.description()));
                addOptions(name, adapter, option.nested());
            }
        }
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "groups",
                groups.entrySet().stream()
                        .map(group -> new TreeMap<>(Map.of("name", group.getKey(), "description", group.getValue()))
                                .descendingMap())
                        .toList());
        json.put(
                "properties",
                properties.values().stream().map(DeclaredProperty::json).toList());
        json.put(
                "hints",
                properties.entrySet().stream()
                        .filter(property -> !property.getValue().choices().isEmpty())
                        .map(property -> hint(property.getKey(), property.getValue()))
                        .toList());
        return json;
    }

    private static Map<String, Object> hint(String name, DeclaredProperty property) {
        Map<String, Object> hint = new LinkedHashMap<>();
        hint.put("name", name);
        hint.put(
                "values",
                property.choices().stream().map(value -> Map.of("value", value)).toList());
        return hint;
    }
}
