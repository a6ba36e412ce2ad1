package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section of an adapter that a command opens and never contacts, such as the source of {@code status}. Its secrets need not
 * be at hand: one whose variable is not set counts as given.
 */
final class UncontactedSection implements ConfigNode {

    private static final String PLACEHOLDER = "not-set";

    private final ConfigNode node;
    private final List<Option<?>> options;
    private final boolean secret;

    private UncontactedSection(ConfigNode node, List<Option<?>> options, boolean secret) {
        this.node = node;
        this.options = options;
        this.secret = secret;
    }

    /**
     * Wraps a section.
     *
     * @param options what the adapter declares
     */
    static ConfigNode of(ConfigNode section, List<Option<?>> options) {
        return new UncontactedSection(section, options, false);
    }

    @Override
    public Optional<String> text() {
        try {
            return node.text();
        } catch (ConfigException e) {
            if (secret) {
                return Optional.of(PLACEHOLDER);
            }
            throw e;
        }
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        return node.entries().map(entries -> {
            Map<String, ConfigNode> wrapped = new LinkedHashMap<>();
            entries.forEach((key, child) -> wrapped.put(key, child(key, child)));
            return wrapped;
        });
    }

    private ConfigNode child(String key, ConfigNode child) {
        return options.stream()
                .filter(option -> option.key().equals(key))
                .filter(option -> option.isSecret() || !option.nested().isEmpty())
                .findFirst()
                .<ConfigNode>map(option -> new UncontactedSection(child, option.nested(), option.isSecret()))
                .orElse(child);
    }

    @Override
    public String path() {
        return node.path();
    }

    @Override
    public String written() {
        return node.written();
    }

    @Override
    public boolean quoted() {
        return node.quoted();
    }

    @Override
    public Optional<List<ConfigNode>> items() {
        return node.items();
    }

    @Override
    public Path resolve(String file) {
        return node.resolve(file);
    }

    @Override
    public ConfigException failure(String problem) {
        return node.failure(problem);
    }
}
