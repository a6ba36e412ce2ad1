package io.syncline.cli.config;

import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.Option;
import io.syncline.core.adapter.privacy.AddressSecrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds secrets that are written into a file instead of being named. */
final class SecretPlaces {

    private static final Pattern NAMED = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern LOGIN = Pattern.compile("://[^/?#\\s]*@");

    private SecretPlaces() {}

    /**
     * Refuses a section with a secret in it, and one with an unknown key, whose value may be one.
     *
     * @param section of an adapter, or nested in one
     * @param options that it may have
     * @throws io.syncline.core.adapter.ConfigException if the value of a secret option is anything but the name of a variable, an
     *     address holds a login, or there is no such option
     */
    static void requireNamed(ConfigNode section, List<Option<?>> options) {
        section.entries().orElse(Map.of()).forEach((key, value) -> {
            Optional<Option<?>> option =
                    options.stream().filter(known -> known.key().equals(key)).findFirst();
            if (option.isPresent()) {
                requireNamed(value, option.get());
            } else if (!key.equals(Adapter.TYPE)) {
                throw value.failure("'" + value.path() + "' is unknown, and this file is sent to other machines;"
                        + " correct or remove it");
            }
        });
    }

    private static void requireNamed(ConfigNode value, Option<?> option) {
        String written = value.written().strip();
        if (option.isSecret() && !NAMED.matcher(written).matches()) {
            throw value.failure("'" + value.path() + "' may be a secret, and this file is sent to other machines;"
                    + " write ${NAME} and set that variable on each of them");
        }
        boolean database = written.startsWith("jdbc:") && AddressSecrets.isIn(written);
        if (database || LOGIN.matcher(written).find()) {
            throw value.failure("'" + value.path() + "' holds a login, and this file is sent to other machines;"
                    + " set user and password by their own options");
        }
        if (!option.nested().isEmpty()) {
            sections(value, option.nested()).forEach(section -> requireNamed(section, option.nested()));
        }
    }

    /** A section, or those of a mapping from names to sections. */
    private static List<ConfigNode> sections(ConfigNode value, List<Option<?>> options) {
        Map<String, ConfigNode> entries = value.entries().orElse(Map.of());
        boolean section = options.stream().anyMatch(option -> entries.containsKey(option.key()))
                || entries.values().stream().anyMatch(entry -> entry.entries().isEmpty());
        return section ? List.of(value) : List.copyOf(entries.values());
    }
}
