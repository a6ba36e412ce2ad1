package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The section of an adapter that a command opens and never contacts, such as the source of {@code status}. Its secrets need not
 * be at hand: one whose variable is not set counts as given.
 */
final class UncontactedSection {

    private static final String PLACEHOLDER = "not-set";

    private UncontactedSection() {}

    /**
     * Replaces the secrets that are not at hand.
     *
     * @param options what the adapter declares
     */
    static ConfigNode of(ConfigNode section, List<Option<?>> options) {
        return section.entries()
                .map(entries -> section.withEntries(withoutMissing(entries, options)))
                .orElse(section);
    }

    private static Map<String, ConfigNode> withoutMissing(Map<String, ConfigNode> entries, List<Option<?>> options) {
        Map<String, ConfigNode> replaced = new LinkedHashMap<>(entries);
        for (Option<?> option : options) {
            if (option.isSecret()) {
                replaced.computeIfPresent(
                        option.key(), (key, secret) -> isMissing(secret) ? secret.withText(PLACEHOLDER) : secret);
            } else if (!option.nested().isEmpty()) {
                replaced.computeIfPresent(option.key(), (key, nested) -> of(nested, option.nested()));
            }
        }
        return replaced;
    }

    private static boolean isMissing(ConfigNode secret) {
        try {
            secret.text();
            return false;
        } catch (ConfigException e) {
            return true;
        }
    }
}
