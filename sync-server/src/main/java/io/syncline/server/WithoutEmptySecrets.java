package io.syncline.server;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.OptionSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A section without secrets that are empty texts, so that one file serves with and without their variables. */
final class WithoutEmptySecrets {

    private WithoutEmptySecrets() {}

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
        return section.withEntries(kept);
    }

    private static boolean isEmpty(ConfigNode value) {
        return value.text().filter(String::isBlank).isPresent();
    }
}
