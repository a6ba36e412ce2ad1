package io.syncline.cli.config;

import io.syncline.core.adapter.ConfigNode;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A configuration file that was read and checked. Paths are absolute; {@code toString} shows no secret.
 *
 * @param source where records come from
 * @param models settings of models by technical name; models that are not named use the defaults
 * @param embedder what turns texts into vectors
 * @param sink where vectors are stored
 * @param state where the state of runs is stored
 * @param engine settings of the engine
 * @param mcp the section of the MCP server, which only its command reads; may be absent
 * @param service the sections of the service, which only its command reads
 * @param askers the people whose rights searches may go by
 */
public record Config(
        ConfiguredAdapter<RecordSource> source,
        Map<String, ModelSettings> models,
        ConfiguredAdapter<Embedder> embedder,
        ConfiguredAdapter<VectorSink> sink,
        ConfiguredAdapter<MetadataStore> state,
        EngineSettings engine,
        ConfigNode mcp,
        ServiceSections service,
        Askers askers) {

    /** Copies the map and keeps its order, which is that of the file. */
    public Config {
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /** Addresses, paths and secrets that messages to outsiders do not repeat. */
    public Set<String> confidentialValues() {
        return ofAdapters(ConfiguredAdapter::confidentialValues);
    }

    /** Logins that messages to outsiders do not repeat. */
    public Set<String> logins() {
        return ofAdapters(ConfiguredAdapter::logins);
    }

    private Set<String> ofAdapters(Function<ConfiguredAdapter<?>, Set<String>> values) {
        return Stream.of(source, embedder, sink, state)
                .flatMap(adapter -> values.apply(adapter).stream())
                .collect(Collectors.toSet());
    }
}
