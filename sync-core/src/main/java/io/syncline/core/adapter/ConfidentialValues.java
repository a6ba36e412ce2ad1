package io.syncline.core.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the values of a section that are nothing for outsiders, also in nested sections. */
final class ConfidentialValues {

    private static final String PATH = Option.path("any", "").typeName();

    private ConfidentialValues() {}

    static Set<String> of(ConfigNode section, List<Option<?>> options) {
        Set<String> values = new TreeSet<>();
        collect(section, options, values);
        return values;
    }

    private static void collect(ConfigNode section, List<Option<?>> options, Set<String> values) {
        Map<String, ConfigNode> entries = section.entries().orElse(Map.of());
        for (Option<?> option : options) {
            Optional<ConfigNode> node = Optional.ofNullable(entries.get(option.key()));
            if (option.isConfidential()) {
                node.flatMap(ConfigNode::text).or(option::defaultValue).ifPresent(text -> {
                    values.add(text);
                    if (option.typeName().equals(PATH)) {
                        Path resolved = section.resolve(text);
                        values.add(resolved.toString());
                        values.add(resolved.toAbsolutePath().normalize().toString());
                    }
                });
            }
            node.ifPresent(value -> nested(value, option, values));
        }
    }

    /** A section, or a mapping from names to sections, whose names are no keys of the options. */
    private static void nested(ConfigNode value, Option<?> option, Set<String> values) {
        if (option.nested().isEmpty()) {
            return;
        }
        collect(value, option.nested(), values);
        value.entries().orElse(Map.of()).values().forEach(each -> collect(each, option.nested(), values));
    }
}
