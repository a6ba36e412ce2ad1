package io.syncline.server;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A section without secrets that are empty texts, so that one file serves with and without their variables. */
record WithoutEmptySecrets(ConfigNode section, Map<String, ConfigNode> kept) implements ConfigNode {

    static ConfigNode of(ConfigNode section, OptionSet<?> options) {
        Optional<Map<String, ConfigNode>> entries = section.entries();
        if (entries.isEmpty()) {
            return section; // which the reader refuses
        }
        Set<String> secrets = options.options().stream()
                .filter(Option::isSecret)
                .map(Option::key)
                .collect(Collectors.toSet());
        Map<String, ConfigNode> kept = new LinkedHashMap<>(entries.get());
        kept.entrySet().removeIf(entry -> secrets.contains(entry.getKey()) && isEmpty(entry.getValue()));
        return new WithoutEmptySecrets(section, kept);
    }

    private static boolean isEmpty(ConfigNode value) {
        return value.text().filter(String::isBlank).isPresent();
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        return Optional.of(new LinkedHashMap<>(kept));
    }

    @Override
    public Optional<String> text() {
        return Optional.empty();
    }

    @Override
    public Optional<List<ConfigNode>> items() {
        return Optional.empty();
    }

    @Override
    public String path() {
        return section.path();
    }

    @Override
    public String written() {
        return section.written();
    }

    @Override
    public boolean quoted() {
        return section.quoted();
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
