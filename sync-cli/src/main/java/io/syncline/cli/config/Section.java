package io.syncline.cli.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of the file. Keys are unique; values are read by what they should be. */
final class Section {

    private final String path;
    private final @Nullable Node node;
    private final Yaml.Place place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(ScalarNode key, Node value) {}

    private Section(String path, @Nullable Node node, Yaml.Place place) {
        this.path = path;
        this.node = node;
        this.place = place;
    }

    static Section root(MappingNode node, Yaml.Place place) {
        return of("", node, place);
    }

    static Section of(String path, Node node, Yaml.Place place) {
        Section section = new Section(path, node, place);
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(section::add);
        } else if (!Value.isNothing(node)) {
            throw place.failure(node, "'" + path + "' must be a section with keys of its own");
        }
        return section;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            throw place.failure(tuple.getKeyNode(), "a key must be a plain word");
        }
        Entry earlier = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
        if (earlier != null) {
            String line = earlier.key()
                    .getStartMark()
                    .map(mark -> " in line " + (mark.getLine() + 1))
                    .orElse("");
            throw place.failure(key, "'" + qualified(key.getValue()) + "' is given already" + line + "; keep one");
        }
    }

    /** Refuses every other key. */
    Section allow(Set<String> keys) {
        entries.forEach((name, entry) -> {
            if (!keys.contains(name)) {
                throw place.failure(entry.key(), unknown(name, keys));
            }
        });
        return this;
    }

    Section allow(String... keys) {
        return allow(Set.of(keys));
    }

    /** Whatever stands behind a colon without a space is part of the key for YAML, and may be a password. */
    private String unknown(String name, Set<String> keys) {
        int colon = name.indexOf(':');
        if (colon >= 0) {
            return "'" + qualified(name.substring(0, colon)) + "' needs a space after its colon";
        }
        return "unknown key '" + qualified(name) + "'" + Suggestion.of(name, keys);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Section section(String key) {
        Entry entry = entries.get(key);
        return entry == null ? new Section(qualified(key), null, place) : of(qualified(key), entry.value(), place);
    }

    Value required(String key, String meaning) {
        return optional(key).orElseThrow(() -> missing(key, meaning));
    }

    Optional<Value> optional(String key) {
        Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : Optional.of(new Value(qualified(key), entry.value(), place));
    }

    ConfigException missing(String key, String meaning) {
        return failure("'" + qualified(key) + "' is missing: " + meaning);
    }

    /** A failure of a key, or of the section if the key is not there. */
    ConfigException failure(String key, String problem) {
        Entry entry = entries.get(key);
        return entry == null ? failure(problem) : place.failure(entry.key(), problem);
    }

    ConfigException failure(String problem) {
        return node == null ? new ConfigException(place.shown() + ": " + problem) : place.failure(node, problem);
    }

    String path() {
        return path;
    }

    String qualified(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    List<Map.Entry<String, Section>> sections() {
        return entries.keySet().stream()
                .map(key -> Map.entry(key, section(key)))
                .toList();
    }
}
