package io.syncline.spring.boot;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.Option;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * Sections of {@code syncline.*} by the options that are declared for them: keys in any of the forms that Spring allows
 * ({@code api-key}, {@code apiKey}, {@code SYNCLINE_SOURCE_API_KEY}), a text with commas as a list.
 */
record DeclaredProperties(Environment environment) {

    /**
     * A section with the keys as they are declared; others stay as they are, so that they are refused by name.
     *
     * @param path the name of the section, such as {@code syncline.source}
     * @param section what was found of it
     * @param options the options
     */
    Map<String, Object> section(String path, Map<String, Object> section, List<Option<?>> options) {
        Map<String, Object> declared = new LinkedHashMap<>();
        section.forEach((key, value) -> declared.merge(declaredKey(key, options), value, DeclaredProperties::both));
        for (Option<?> option : options) {
            String name = path + "." + option.key();
            if (!option.nested().isEmpty() && !option.typeName().equals("sections")) {
                nested(name, declared, option);
            } else {
                value(name, declared, option);
            }
        }
        return declared;
    }

    private void nested(String name, Map<String, Object> declared, Option<?> option) {
        Map<String, Object> found = section(name, map(name, declared.get(option.key())), option.nested());
        if (found.isEmpty()) {
            declared.remove(option.key());
        } else {
            declared.put(option.key(), found);
        }
    }

    /** A key may be spelled in two ways: what comes first, of the stronger source, counts. */
    private static Object both(Object first, Object second) {
        if (!(first instanceof Map<?, ?> stronger && second instanceof Map<?, ?> weaker)) {
            return first;
        }
        Map<Object, Object> all = new LinkedHashMap<>(stronger);
        weaker.forEach((key, value) -> all.merge(key, value, DeclaredProperties::both));
        return all;
    }

    private void value(String name, Map<String, Object> declared, Option<?> option) {
        String text = text(name);
        if (text != null) {
            declared.put(option.key(), text);
        }
        if (option.typeName().equals("list") && declared.get(option.key()) instanceof String items) {
            declared.put(option.key(), items(items));
        }
        if (option.typeName().equals("lists by model") && declared.get(option.key()) instanceof Map<?, ?> models) {
            Map<String, Object> lists = new LinkedHashMap<>();
            addLists("", models, lists);
            declared.put(option.key(), lists);
        }
    }

    /** Spring divides the name of a model at its dots; only what is below the whole name is a list. */
    private static void addLists(String prefix, Map<?, ?> found, Map<String, Object> lists) {
        found.forEach((key, value) -> {
            if (value instanceof Map<?, ?> deeper) {
                addLists(prefix + key + ".", deeper, lists);
            } else {
                lists.put(prefix + key, value instanceof String text ? items(text) : value);
            }
        });
    }

    /** The text of a property of any source, the first of which counts. Spring has replaced its placeholders. */
    @Nullable String text(String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException e) {
            throw PropertyTree.unresolved(name);
        }
    }

    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static String declaredKey(String key, List<Option<?>> options) {
        return options.stream()
                .map(Option::key)
                .filter(declared -> uniform(declared).equals(uniform(key)))
                .findFirst()
                .orElse(key);
    }

    private static String uniform(String key) {
        return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** A section; nothing, and a text without content, as YAML writes an empty section, count as an empty one. */
    static Map<String, Object> map(String name, @Nullable Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        } else if (value != null && !value.toString().isBlank()) {
            throw new ConfigException("'" + name + "' is a section with keys of its own, and has no value itself");
        }
        return copy;
    }
}
