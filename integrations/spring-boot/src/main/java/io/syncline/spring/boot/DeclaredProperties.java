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
        section.forEach((key, value) -> declared.put(declaredKey(key, options), value));
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
        if (!found.isEmpty()) {
            declared.put(option.key(), found);
        }
    }

    private void value(String name, Map<String, Object> declared, Option<?> option) {
        String text = text(name);
        if (text != null) {
            declared.put(option.key(), text);
        }
        if (option.typeName().equals("list") && declared.get(option.key()) instanceof String items) {
            declared.put(option.key(), items(items));
        }
    }

    /** The text of a property of any source, the first of which counts. */
    @Nullable String text(String name) {
        String text = environment.getProperty(name);
        return text == null ? null : PropertyTree.resolved(environment, name, text);
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
