package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds secrets that are written into a file instead of being named. */
final class SecretPlaces {

    private static final Pattern NAMED = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

    private SecretPlaces() {}

    /**
     * Refuses a section with a secret in it.
     *
     * @param section of an adapter, or nested in one
     * @param options that it may have
     * @throws io.syncline.core.adapter.ConfigException if the value of a secret option is anything but the name of a variable
     */
    static void requireNamed(ConfigNode section, List<Option<?>> options) {
        Map<String, ConfigNode> entries = section.entries().orElse(Map.of());
        for (Option<?> option : options) {
            Optional<ConfigNode> node = Optional.ofNullable(entries.get(option.key()));
            node.filter(value -> option.isSecret()
                            && !NAMED.matcher(value.written().strip()).matches())
                    .ifPresent(value -> {
                        throw value.failure("'" + value.path() + "' may be a secret, and this file is sent to other"
                                + " machines; write ${NAME} and set that variable on each of them");
                    });
            node.filter(value -> !option.nested().isEmpty()).ifPresent(value -> {
                requireNamed(value, option.nested());
                // a mapping from names to sections
                value.entries().orElse(Map.of()).values().forEach(each -> requireNamed(each, option.nested()));
            });
        }
    }
}
