package io.syncline.core.adapter;

import io.syncline.api.ModelName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a configuration as it was written: a scalar, a list or a mapping, with the place it was written at. Front
 * ends implement it over their format; {@link #of} does so over plain Java values.
 */
public interface ConfigNode {

    /**
     * A node over Java values, for configurations that are not read from a file.
     *
     * @param path the name of the value, such as {@code syncline.source}
     * @param value a {@link Map} with text keys, a {@link java.util.Collection}, or a scalar, which is read from its text
     * @return the node; failures name its path only, and relative paths are left to the working directory
     */
    static ConfigNode of(String path, Object value) {
        return new ValueNode(path, value);
    }

    /**
     * The values of a mapping from models.
     *
     * @param section the mapping
     * @return its values by model, in their order
     * @throws ConfigException if it is no mapping, or a key is not the name of a model
     */
    static Map<ModelName, ConfigNode> byModel(ConfigNode section) {
        Map<ModelName, ConfigNode> models = new LinkedHashMap<>();
        ValueType.section(section)
                .forEach((name, node) -> models.put(Refusals.locate(node, Map.of(), () -> ModelName.of(name)), node));
        return models;
    }

    /** The keys that lead to the value, such as {@code source.proxy.host}. */
    String path();

    /**
     * The text of a scalar, with variables replaced.
     *
     * @return the text, or empty if this is a list, a mapping or nothing
     * @throws ConfigException if a variable is not defined
     */
    Optional<String> text();

    /** The text of a scalar before variables were replaced, which messages may repeat; empty if this is no scalar. */
    String written();

    /** Whether a scalar was marked as text, so that {@code '1'} is not a number. */
    boolean quoted();

    /** The items of a list, or empty if this is not a list. */
    Optional<List<ConfigNode>> items();

    /**
     * The values of a mapping by key, in their order, or empty if this is not a mapping. Nothing counts as an empty
     * mapping.
     */
    Optional<Map<String, ConfigNode>> entries();

    /**
     * Resolves a path against the directory that the configuration's paths are relative to.
     *
     * @param file a path
     * @return the resolved path
     * @throws java.nio.file.InvalidPathException if it is not a path
     */
    Path resolve(String file);

    /**
     * Creates a failure of this value.
     *
     * @param problem the problem, which names the key
     * @return the exception, whose message begins with the place
     */
    ConfigException failure(String problem);

    /**
     * This value with other entries.
     *
     * @param entries the entries of a mapping
     * @return a mapping whose failures and paths are those of this value
     */
    default ConfigNode withEntries(Map<String, ConfigNode> entries) {
        return new DerivedNode(this, path(), Optional.empty(), Optional.of(entries));
    }

    /**
     * This value with another text.
     *
     * @param text the text, which messages may repeat
     * @return a scalar whose failures and paths are those of this value
     */
    default ConfigNode withText(String text) {
        return new DerivedNode(this, path(), Optional.of(text), Optional.empty());
    }
}
