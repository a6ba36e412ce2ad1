package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigException;
import io.syncline.core.adapter.ConfigNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a YAML file; failures name the line of its key. Absent sections have no node. */
final class YamlNode implements ConfigNode {

    private final String path;
    private final @Nullable Node node;
    private final @Nullable Node key;
    private final Yaml.Place place;

    private YamlNode(String path, @Nullable Node node, @Nullable Node key, Yaml.Place place) {
        this.path = path;
        this.node = node;
        this.key = key;
        this.place = place;
    }

    static YamlNode root(MappingNode node, Yaml.Place place) {
        return new YamlNode("", node, null, place);
    }

    boolean isAbsent() {
        return node == null;
    }

    /** The value of a key, or an absent node. */
    YamlNode child(String name) {
        YamlNode child = mapping().get(name);
        return child == null ? new YamlNode(childPath(name), null, null, place) : child;
    }

    /** This mapping as YAML, with some of its keys. */
    String written(Set<String> keys) {
        if (!(node instanceof MappingNode mapping)) {
            return "";
        }
        List<NodeTuple> kept = mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode name && keys.contains(name.getValue()))
                .toList();
        return Yaml.write(new MappingNode(mapping.getTag(), kept, mapping.getFlowStyle()));
    }

    private String childPath(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @Override
    public String path() {
        return path;
    }

    private boolean isNothing() {
        return node == null || (node instanceof ScalarNode && node.getTag().equals(Tag.NULL));
    }

    /** White space around a value without quotes is not part of it, wherever it comes from. */
    @Override
    public Optional<String> text() {
        if (!(node instanceof ScalarNode scalar) || isNothing()) {
            return Optional.empty();
        }
        String text = place.interpolation().apply(scalar.getValue(), problem -> failure("'" + path + "' " + problem));
        return Optional.of(quoted() ? text : text.strip());
    }

    @Override
    public String written() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    @Override
    public boolean quoted() {
        return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN;
    }

    @Override
    public Optional<List<ConfigNode>> items() {
        return node instanceof SequenceNode sequence
                ? Optional.of(sequence.getValue().stream()
                        .<ConfigNode>map(item -> new YamlNode(path, item, null, place))
                        .toList())
                : Optional.empty();
    }

    @Override
    public Optional<Map<String, ConfigNode>> entries() {
        return isNothing() || node instanceof MappingNode
                ? Optional.of(new LinkedHashMap<>(mapping()))
                : Optional.empty();
    }

    private Map<String, YamlNode> mapping() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> add(entries, tuple));
        }
        return entries;
    }

    private void add(Map<String, YamlNode> entries, NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
            throw place.failure(tuple.getKeyNode(), "a key must be a plain word");
        }
        YamlNode entry = new YamlNode(childPath(name.getValue()), tuple.getValueNode(), name, place);
        YamlNode earlier = entries.putIfAbsent(name.getValue(), entry);
        if (earlier != null) {
            throw entry.failure("'" + entry.path + "' is already given" + earlier.line() + "; remove one of them");
        }
    }

    private String line() {
        return key == null
                ? ""
                : key.getStartMark()
                        .map(mark -> " in line " + (mark.getLine() + 1))
                        .orElse("");
    }

    @Override
    public Path resolve(String file) {
        return place.directory().resolve(file).normalize();
    }

    @Override
    public ConfigException failure(String problem) {
        Node at = key == null ? node : key;
        return at == null ? new ConfigException(place.shown() + ": " + problem) : place.failure(at, problem);
    }
}
