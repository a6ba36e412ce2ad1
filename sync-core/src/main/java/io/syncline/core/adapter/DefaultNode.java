package io.syncline.core.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The default of an option, as if it were written in its section. */
record DefaultNode(ConfigNode section, String key, String value) implements ConfigNode {

    @Override
    public String path() {
        return section.path() + "." + key;
    }

    @Override
    public Optional<String> text() {
        return Optional.of(value);
    }

    @Override
    public String written() {
        return value;
    }

    @Override
    public boolean quoted() {
        return false;
    }

    @Override
    public Optional<List<ConfigNode>> items() {
        return Optional.empty();
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        return Optional.empty();
    }

    @Override
    public Path resolve(String file) {
        return section.resolve(file);
    }

    @Override
    public ConfigException failure(String problem) {
        return section.failure(problem);
    }
}
