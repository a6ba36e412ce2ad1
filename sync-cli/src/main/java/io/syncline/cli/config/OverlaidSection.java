package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The section of an adapter with some of its options replaced, among them a secret. What is of the section's own user is left out: with its
 * secret, some servers take the login of the section for that of the person, whatever the name; its companies may be refused to the person.
 */
final class OverlaidSection {

    private OverlaidSection() {}

    /**
     * Lays options over a section.
     *
     * @param options what the adapter declares
     */
    static ConfigNode of(ConfigNode section, ConfigNode over, List<Option<?>> options) {
        Map<String, ConfigNode> replacing =
                over.entries().orElseThrow(() -> over.failure("'" + over.path() + "' must be options of the source"));
        Set<String> secrets =
                options.stream().filter(Option::isSecret).map(Option::key).collect(Collectors.toSet());
        Map<String, ConfigNode> entries = new LinkedHashMap<>(section.entries().orElse(Map.of()));
        if (replacing.keySet().stream().noneMatch(secrets::contains)) {
            throw over.failure("'" + over.path()
                    + "' has no credentials of its own, so the rights of the source's own user would count."
                    + " Give one of " + secrets.stream().sorted().toList());
        }
        options.stream().filter(Option::isPersonal).map(Option::key).forEach(entries::remove);
        entries.putAll(replacing);
        return section.withEntries(entries);
    }
}
