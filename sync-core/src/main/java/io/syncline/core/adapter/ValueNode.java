package io.syncline.core.adapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node over Java values. */
record ValueNode(String path, Object value) implements ConfigNode {

    private boolean isScalar() {
        return !(value instanceof Map) && !(value instanceof Collection);
    }

    @Override
    public Optional<String> text() {
        return isScalar() ? Optional.of(value.toString()) : Optional.empty();
    }

    @Override
    public String written() {
        return text().orElse("");
    }

    @Override
    public boolean quoted() {
        return false;
    }

    @Override
    public Optional<List<ConfigNode>> items() {
        if (!(value instanceof Collection<?> collection)) {
            return Optional.empty();
        }
        List<ConfigNode> items = new ArrayList<>();
        collection.forEach(item -> items.add(new ValueNode(path, item)));
        return Optional.of(items);
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        if (!(value instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, ConfigNode> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(key.toString(), new ValueNode(path + "." + key, entry)));
        return Optional.of(entries);
    }

    @Override
    public Path resolve(String file) {
        return Path.of(file);
    }

    @Override
    public ConfigException failure(String problem) {
        return new ConfigException(problem);
    }
}
