package io.syncline.core.adapter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the values of a section that are nothing for outsiders, also in nested sections. */
final class ConfidentialValues {

    private static final String PATH = Option.path("any", "").typeName();

    private ConfidentialValues() {}

    /** Values of a kind of options. */
    private record Found(Predicate<Option<?>> kind, Set<String> values) {}

    static Set<String> of(ConfigNode section, List<Option<?>> options, Predicate<Option<?>> kind) {
        Set<String> values = new TreeSet<>();
        collect(section, options, new Found(kind, values));
        return values;
    }

    private static void collect(ConfigNode section, List<Option<?>> options, Found found) {
        Map<String, ConfigNode> entries = section.entries().orElse(Map.of());
        for (Option<?> option : options) {
            Optional<ConfigNode> node = Optional.ofNullable(entries.get(option.key()));
            if (option.isConfidential() && found.kind().test(option)) {
                node.flatMap(ConfigNode::text).or(option::defaultValue).ifPresent(text -> {
                    found.values().add(text);
                    if (option.typeName().equals(PATH)) {
                        Path resolved = section.resolve(text);
                        found.values().add(resolved.toString());
                        found.values().add(resolved.toAbsolutePath().normalize().toString());
                    }
                });
            }
            node.ifPresent(value -> nested(value, option, found));
        }
    }

    /** A section, or a mapping from names to sections, whose names are no keys of the options. */
    private static void nested(ConfigNode value, Option<?> option, Found found) {
        if (option.nested().isEmpty()) {
            return;
        }
        collect(value, option.nested(), found);
        value.entries().orElse(Map.of()).values().forEach(each -> collect(each, option.nested(), found));
    }
}
