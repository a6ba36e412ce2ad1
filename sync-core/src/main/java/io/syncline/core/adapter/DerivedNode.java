package io.syncline.core.adapter;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A text or a mapping that was not written itself; its failures and paths are those of a value that was. */
record DerivedNode(ConfigNode origin, String path, Optional<String> text, Optional<Map<String, ConfigNode>> entries)
        implements ConfigNode {

    DerivedNode {
        entries = entries.map(LinkedHashMap::new);
    }

    /** A text at a place that the section does not have. */
    static ConfigNode text(ConfigNode section, String key, String text) {
        return new DerivedNode(section, section.path() + "." + key, Optional.of(text), Optional.empty());
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        return entries.map(LinkedHashMap::new);
    }

    @Override
    public String written() {
        return text.orElseGet(origin::written);
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
    public Path resolve(String file) {
        return origin.resolve(file);
    }

    @Override
    public ConfigException failure(String problem) {
        return origin.failure(problem);
    }
}
