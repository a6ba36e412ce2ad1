package io.syncline.spring.boot;

import io.syncline.core.adapter.ConfigException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The properties below a prefix as nested maps and lists, with the keys as they are written. Environment variables are left
 * out, since their names do not tell a dot from a hyphen; {@link DeclaredProperties} asks for them by the keys that it knows.
 */
final class PropertyTree {

    private final Environment environment;
    private final ConfigurationPropertyName prefix;
    private final Map<String, Object> root = new LinkedHashMap<>();

    /** Lists of sources that were read before: the first source that has a list has all of it. */
    private final Set<String> closedLists = new HashSet<>();

    private final Set<String> openLists = new HashSet<>();

    private PropertyTree(Environment environment, String prefix) {
        this.environment = environment;
        this.prefix = ConfigurationPropertyName.of(prefix);
    }

    /** Reads the properties below a prefix. */
    static Map<String, Object> read(Environment environment, String prefix) {
        PropertyTree tree = new PropertyTree(environment, prefix);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                tree.addAll(names);
            }
        }
        return tree.root;
    }

    private void addAll(IterableConfigurationPropertySource source) {
        for (ConfigurationPropertyName name : source) {
            if (prefix.isAncestorOf(name)) {
                var property = source.getConfigurationProperty(name);
                Object value = property == null ? null : property.getValue();
                if (value != null) {
                    add(name, resolved(name.toString(), value.toString()));
                }
            }
        }
        closedLists.addAll(openLists);
    }

    private String resolved(String name, String text) {
        try {
            return environment.resolveRequiredPlaceholders(text);
        } catch (IllegalArgumentException e) {
            throw unresolved(name);
        }
    }

    /** A placeholder without a value. The text around it may be a secret. */
    static ConfigException unresolved(String name) {
        return new ConfigException("'" + name + "' refers to a property or an environment variable that is not set"
                + " (${...}): set it, or give it a default (${NAME:default})");
    }

    private void add(ConfigurationPropertyName name, String value) {
        Map<String, Object> parent = root;
        int last = name.getNumberOfElements() - 1;
        for (int i = prefix.getNumberOfElements(); i <= last; i++) {
            if (name.isNumericIndex(i) && isClosed(name, i)) {
                return;
            }
        }
        for (int i = prefix.getNumberOfElements(); i < last; i++) {
            parent = child(parent, name.getElement(i, Form.ORIGINAL), name.isNumericIndex(i + 1));
        }
        parent.putIfAbsent(name.getElement(last, Form.ORIGINAL), value);
    }

    private boolean isClosed(ConfigurationPropertyName name, int index) {
        String list = name.chop(index).toString();
        openLists.add(list);
        return closedLists.contains(list);
    }

    @SuppressWarnings("unchecked") // a node is a map of this class or a text
    private static Map<String, Object> child(Map<String, Object> parent, String key, boolean list) {
        Object child = parent.get(key);
        if (!(child instanceof Map)) {
            child = list ? new Items() : new LinkedHashMap<>();
            parent.put(key, child);
        }
        return (Map<String, Object>) child;
    }

    /** A value with its lists as such. */
    static Object plain(Object value) {
        if (value instanceof Items items) {
            List<Object> list = new ArrayList<>();
            items.values().forEach(item -> list.add(plain(item)));
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(String.valueOf(key), plain(item)));
            return copy;
        }
        return value;
    }

    /** Items by their index, in its order. */
    private static final class Items extends TreeMap<String, @Nullable Object> {

        private static final long serialVersionUID = 1L;

        Items() {
            super((a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length()));
        }
    }
}
