package io.syncline.cli.config;

import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import java.util.Map;

/**
 * A configuration file, checked. Paths are absolute; {@code toString} shows no secret.
 *
 * @param source where records come from
 * @param models how models are made into documents, by technical name; models that are not named use the defaults
 * @param embedder what makes vectors
 * @param sink where vectors go
 * @param state where state is kept
 * @param engine how the engine works
 */
public record Config(
        SourceConfig source,
        Map<String, ModelSettings> models,
        EmbedderConfig embedder,
        SinkConfig sink,
        StateConfig state,
        EngineSettings engine) {

    /** Copies the map. */
    public Config {
        models = Map.copyOf(models);
    }
}
