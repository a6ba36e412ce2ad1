package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.RecordSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The people whose rights searches may go by. One is read when it is named, so that the secrets of others need not be at hand. */
public final class Askers {

    private final ConfigNode section;
    private final Function<ConfigNode, ConfiguredAdapter<RecordSource>> reader;

    Askers(ConfigNode section, Function<ConfigNode, ConfiguredAdapter<RecordSource>> reader) {
        this.section = section;
        this.reader = reader;
    }

    /**
     * The source with the credentials of a person, if there is such a person.
     *
     * @throws ConfigException if the options cannot be used
     */
    public Optional<ConfiguredAdapter<RecordSource>> find(String name) {
        return Optional.ofNullable(people().get(name)).map(reader);
    }

    private Map<String, ConfigNode> people() {
        return section.entries().orElse(Map.of());
    }

    /**
     * The source with the credentials of a person.
     *
     * @param name the person's name in the configuration
     * @throws ConfigException if there is no such person, or the options cannot be used
     */
    public ConfiguredAdapter<RecordSource> named(String name) {
        return find(name)
                .orElseThrow(() -> section.failure("'askers' has no '" + name + "'; it has " + people().keySet()));
    }
}
