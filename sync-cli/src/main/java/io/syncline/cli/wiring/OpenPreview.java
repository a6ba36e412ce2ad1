package io.syncline.cli.wiring;

import io.syncline.cli.config.Config;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.TextPreview;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.TextRecipes;
import java.util.Optional;

/** A preview with the adapters that were opened for it; closing it closes them. Not thread-safe. */
public final class OpenPreview implements AutoCloseable {

    private final Parts parts = new Parts();
    private final RecordSource source;
    private final Config config;

    private OpenPreview(Config config) {
        this.config = config;
        this.source = parts.open(config.source()::open);
    }

    /**
     * Opens the source of a configuration; no server is asked.
     *
     * @throws io.syncline.core.adapter.ConfigException if an adapter refuses its configuration
     */
    public static OpenPreview of(Config config) {
        return new OpenPreview(config);
    }

    /** A preview of texts; opens the embedder, which counts tokens. */
    public TextPreview texts() {
        Embedder embedder = parts.open(config.embedder()::open);
        SyncEngineBuilder builder =
                SyncEngine.builder().settings(config.engine()).source(source).embedder(embedder);
        config.models().forEach(builder::model);
        return builder.buildPreview();
    }

    /** The recipes of the source, or empty if it has none. */
    public Optional<TextRecipes> recipes() {
        return source instanceof TextRecipes recipes ? Optional.of(recipes) : Optional.empty();
    }

    @Override
    public void close() {
        parts.close();
    }
}
