package io.syncline.spring.boot;

import io.syncline.core.adapter.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A property by all options that have its name: those of several adapters may share one. */
final class DeclaredProperty {

    /** A list of sections, which no option is. */
    private static final String MODELS = "syncline.models";

    private static final String TEXT = "java.lang.String";
    private static final String FLAG = "java.lang.Boolean";
    private static final String NUMBER = "java.lang.Long";
    private static final String MAP = "java.util.Map<java.lang.String,java.lang.Object>";
    private static final Map<String, String> TYPES = Map.of(
            "flag",
            FLAG,
            "number",
            NUMBER,
            "fraction",
            "java.lang.Double",
            "amount",
            "java.math.BigDecimal",
            "duration",
            "java.time.Duration",
            "list",
            "java.util.List<java.lang.String>",
            "sections",
            MAP,
            "lists by model",
            MAP);

    private final String name;
    private final List<Source> sources = new ArrayList<>();

    /**
     * Where it is declared.
     *
     * @param adapter the type of the adapter; empty if it is of none
     * @param defaultValue as it is written; empty if there is none
     */
    private record Source(Option<?> option, String adapter, String defaultValue) {

        String text() {
            return option.description()
                    + option.range().map(range -> "; " + range).orElse("")
                    + option.defaultText()
                            .map(otherwise -> "; default: " + otherwise)
                            .orElse("");
        }
    }

    DeclaredProperty(String name) {
        this.name = name;
    }

    void add(Option<?> option, String adapter, String defaultValue) {
        sources.add(new Source(option, adapter, defaultValue));
    }

    Map<String, Object> json() {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", name);
        property.put("type", type());
        property.put("description", sentence(description()));
        List<String> defaults =
                sources.stream().map(Source::defaultValue).distinct().toList();
        if (defaults.size() == 1 && !defaults.get(0).isEmpty()) {
            property.put("defaultValue", value(defaults.get(0)));
        }
        return property;
    }

    private String type() {
        if (name.equals(MODELS)) {
            return "java.util.List<" + MAP + ">";
        }
        List<String> types = sources.stream()
                .map(source -> TYPES.getOrDefault(source.option().typeName(), TEXT))
                .distinct()
                .toList();
        return types.size() == 1 ? types.get(0) : TEXT;
    }

    private Object value(String text) {
        return switch (type()) {
            case FLAG -> Boolean.valueOf(text);
            case NUMBER -> Long.valueOf(text);
            default -> text;
        };
    }

    /** What the adapters say, each with the types that say it. */
    private String description() {
        Map<String, List<String>> adapters = new LinkedHashMap<>();
        sources.forEach(source -> adapters.computeIfAbsent(source.text(), text -> new ArrayList<>())
                .add(source.adapter()));
        return adapters.entrySet().stream()
                .map(entry -> entry.getValue().contains("")
                        ? entry.getKey()
                        : capital(entry.getKey()) + " (" + String.join(", ", entry.getValue()) + ")")
                .collect(Collectors.joining(". "));
    }

    /** The values to choose from; empty if it is no choice. */
    List<String> choices() {
        return sources.stream()
                .flatMap(source -> source.option().choices().stream())
                .distinct()
                .toList();
    }

    /** Without the marks of a page. */
    static String sentence(String text) {
        String plain = text.replace("`", "").replaceAll("\\[([^]]+)]\\([^)]+\\)", "$1");
        return capital(plain) + ".";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
