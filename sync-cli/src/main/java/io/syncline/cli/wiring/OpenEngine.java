package io.syncline.cli.wiring;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfiguredAdapter;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.HybridSink;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Metered;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderQuota;
import io.syncline.core.settings.EngineSettings;
import java.util.List;
import java.util.Optional;

/** An engine with the adapters that were opened for it; closing it closes them all. Not thread-safe. */
public final class OpenEngine implements AutoCloseable {

    private final Parts parts = new Parts();
    private final RecordSource source;
    private final SyncEngine engine;
    private final String sourceName;
    private final VectorSink sink;
    private final MetadataStore state;
    private final String embedderName;
    private final Optional<EmbedderQuota> quota;
    private final List<ModelName> models;

    private OpenEngine(Config config, SyncListener listener, PendingCalls calls) {
        source = open(calls, AdapterKind.SOURCE, config.source());
        sourceName = source.name();
        Embedder embedder = open(calls, AdapterKind.EMBEDDER, config.embedder());
        sink = open(calls, AdapterKind.SINK, config.sink());
        embedderName = embedder.fingerprint().toString();
        quota = embedder instanceof Metered metered ? Optional.of(metered.quota()) : Optional.empty();
        state = open(calls, AdapterKind.STATE, config.state());
        SyncEngineBuilder builder = engine(config, config.engine(), listener)
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(state);
        engine = parts.open(builder::build);
        models = config.models().keySet().stream().map(ModelName::of).toList();
    }

    private <P extends AutoCloseable> P open(PendingCalls calls, AdapterKind<P> kind, ConfiguredAdapter<P> configured) {
        String what = "the " + kind.section() + " (" + configured.adapter().type() + ")";
        P adapter = parts.open(() -> calls.during(what, configured::open));
        return calls.watched(kind.port(), what, adapter);
    }

    /** An engine builder that lacks its adapters. */
    static SyncEngineBuilder engine(Config config, EngineSettings settings, SyncListener listener) {
        SyncEngineBuilder builder = SyncEngine.builder().settings(settings).listener(listener);
        config.models().forEach(builder::model);
        return builder;
    }

    /**
     * Opens the adapters of a configuration and wires an engine. Missing files are created; no server is asked,
     * except a database of states.
     *
     * @param config what to open
     * @param listener receives the events of runs
     * @return the open engine
     * @throws io.syncline.core.adapter.ConfigException if an adapter refuses its configuration
     * @throws io.syncline.api.failure.SyncException if a file cannot be opened
     */
    public static OpenEngine of(Config config, SyncListener listener) {
        return of(config, listener, new PendingCalls());
    }

    /**
     * Does the same.
     *
     * @param config what to open
     * @param listener receives the events of runs
     * @param calls notes what is waited for, also while this method opens something
     * @return the open engine
     */
    public static OpenEngine of(Config config, SyncListener listener, PendingCalls calls) {
        return new OpenEngine(config, listener, calls);
    }

    /** The engine, open until this is closed. */
    public SyncEngine engine() {
        return engine;
    }

    /** The models that the configuration names, in its order. */
    public List<ModelName> models() {
        return models;
    }

    /** The name of the configured source. */
    public String sourceName() {
        return sourceName;
    }

    /**
     * What people call the store of the sink.
     *
     * @return a name, or empty if the sink does not tell
     * @throws io.syncline.api.failure.MissingStoreException if there is no store
     */
    public Optional<String> storeName() {
        return sink instanceof SourceCatalog catalog
                ? Optional.of(catalog.identity().name())
                : Optional.empty();
    }

    /** The metadata store, open until this is closed. */
    public MetadataStore state() {
        return state;
    }

    /** What makes vectors, such as {@code voyage/voyage-4/1024}. */
    public String embedderName() {
        return embedderName;
    }

    /** The quota and the price of what makes vectors; empty if it is neither limited nor paid for. */
    public Optional<EmbedderQuota> quota() {
        return quota;
    }

    /** The source, open until this is closed. */
    public RecordSource source() {
        return source;
    }

    /** Whether searches match words too, unless they are told otherwise. */
    public boolean isHybrid() {
        return sink instanceof HybridSink searchable && searchable.isHybrid();
    }

    @Override
    public void close() {
        parts.close();
    }
}
