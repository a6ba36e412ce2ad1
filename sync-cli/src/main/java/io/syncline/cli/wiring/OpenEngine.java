package io.syncline.cli.wiring;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.SinkConfig;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;

/** An engine with the adapters that were opened for it; closing it closes them all. Not thread-safe. */
public final class OpenEngine implements AutoCloseable {

    private final Parts parts = new Parts();
    private final SyncEngine engine;
    private final boolean hybrid;

    private OpenEngine(Config config, SyncListener listener) {
        RecordSource source = parts.open("source", () -> Sources.open(config.source()));
        Embedder embedder = parts.open("embedder", () -> Embedders.open(config.embedder()));
        VectorSink sink = parts.open("sink", () -> Sinks.open(config.sink()));
        MetadataStore state = parts.open("state", () -> States.open(config.state()));
        hybrid = config.sink() instanceof SinkConfig.Qdrant qdrant
                && qdrant.shape().hybrid();
        engine = parts.keep(engine(config, config.engine(), listener)
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(state)
                .build());
    }

    /** A builder that lacks its adapters. */
    static SyncEngineBuilder engine(Config config, EngineSettings settings, SyncListener listener) {
        SyncEngineBuilder builder = SyncEngine.builder().settings(settings).listener(listener);
        config.models().forEach(builder::model);
        return builder;
    }

    /**
     * Opens the adapters of a configuration and wires an engine. Files that are missing are created; no server is asked.
     *
     * @param config what to open
     * @param listener who hears of runs
     * @return the open engine
     * @throws io.syncline.cli.config.ConfigException if an adapter refuses its configuration
     * @throws io.syncline.api.failure.SyncException if a file cannot be opened
     */
    public static OpenEngine of(Config config, SyncListener listener) {
        return new OpenEngine(config, listener);
    }

    /**
     * The engine.
     *
     * @return the engine, open until this is closed
     */
    public SyncEngine engine() {
        return engine;
    }

    /**
     * Whether the sink is configured to be searched by words too.
     *
     * @return if it keeps vectors of words
     */
    public boolean isHybrid() {
        return hybrid;
    }

    @Override
    public void close() {
        parts.close();
    }
}
