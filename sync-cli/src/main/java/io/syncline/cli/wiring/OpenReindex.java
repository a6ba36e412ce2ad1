package io.syncline.cli.wiring;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.SyncListener;
import io.syncline.api.failure.SetupException;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigReader;
import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.Adapter;
import io.syncline.core.adapter.AdapterKind;
import io.syncline.core.adapter.ConfigException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.FingerprintChange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A reindex with the adapters that were opened for it; closing it closes them all. Not thread-safe. */
public final class OpenReindex implements AutoCloseable {

    private static final int PAGE = 500;

    private final Parts parts = new Parts();
    private final Config config;
    private final SyncListener listener;
    private final Reindexing collections;
    private final RecordSource source;
    private final Embedder embedder;
    private final MetadataStore state;

    private OpenReindex(Config config, SyncListener listener) {
        this.config = config;
        this.listener = listener;
        collections = parts.open(() -> config.sink().open(Reindexing.class).orElseThrow(() -> refusal(config)));
        source = parts.open(config.source()::open);
        embedder = parts.open(config.embedder()::open);
        state = parts.open(config.state()::open);
    }

    private static ConfigException refusal(Config config) {
        String able = ConfigReader.adapters().ofKind(AdapterKind.SINK).stream()
                .filter(adapter -> adapter.has(Reindexing.class))
                .map(Adapter::type)
                .sorted()
                .collect(Collectors.joining(", "));
        return new ConfigException("A sink of type " + config.sink().adapter().type()
                + " cannot build a second collection beside the one that serves; sinks that can: " + able);
    }

    /**
     * Opens what a reindex needs; no server is asked, except a database of states.
     *
     * @param config what to open
     * @param listener receives the events of runs
     * @return the open reindex
     * @throws ConfigException if the sink cannot be reindexed, or an adapter refuses its configuration
     * @throws io.syncline.api.failure.SyncException if a file cannot be opened
     */
    public static OpenReindex of(Config config, SyncListener listener) {
        return new OpenReindex(config, listener);
    }

    /**
     * The collections behind the configured name.
     *
     * @return them, open until this is closed
     */
    public Reindexing collections() {
        return collections;
    }

    /** The source, open until this is closed. */
    public RecordSource source() {
        return source;
    }

    /**
     * The embedder whose vectors the new collection is for.
     *
     * @return its fingerprint as a line
     */
    public String embedder() {
        return embedder.fingerprint().toString();
    }

    /**
     * The models of the configured source in the collection that serves.
     *
     * @return their names
     */
    public Set<ModelName> models() {
        Set<ModelName> models = new TreeSet<>();
        collections.models().stream().filter(this::isOurs).map(ModelKey::model).forEach(models::add);
        return models;
    }

    /**
     * Whether a model is read from the configured source.
     *
     * @param key the model
     * @return false if it is of another source whose points are in the same collection
     */
    public boolean isOurs(ModelKey key) {
        return key.source().equals(source.name());
    }

    /**
     * The key of a model of the configured source.
     *
     * @param model the model
     * @return its key
     */
    public ModelKey key(ModelName model) {
        return new ModelKey(source.name(), model);
    }

    /**
     * Asks the source which records it still has; records of other sources pass for being there.
     *
     * @param key the model
     * @param ids at most 1000 records
     * @return those that exist
     */
    public Set<RecordId> existing(ModelKey key, Collection<RecordId> ids) {
        return isOurs(key)
                ? source.existing(RecordScope.builder().model(key.model()).build(), ids)
                : Set.copyOf(ids);
    }

    /**
     * Counts the records of the configured source that are in quarantine, which the new collection will not have.
     *
     * @return how many the serving collection has; 0 if its sink knows no quarantine
     */
    public long quarantined() {
        return collections.models().stream()
                .filter(this::isOurs)
                .mapToLong(this::quarantined)
                .sum();
    }

    private long quarantined(ModelKey key) {
        QuarantinePage page = collections.quarantined(key, IdRange.ALL, PAGE);
        long count = page.entries().size();
        while (!page.end()) {
            page = collections.quarantined(key, IdRange.after(page.resumeAfter()), PAGE);
            count += page.entries().size();
        }
        return count;
    }

    /**
     * Starts or resumes the new collection.
     *
     * @return an engine that fills it, to be closed before the collections are compared
     * @throws SetupException if the source has another database than the one whose records the serving collection has
     */
    public Filling fill() {
        requireSameDatabase();
        VectorSink sink = collections.begin(new SinkSchema(embedder.fingerprint()), Set.of(source.name()));
        // A reindex changes the fingerprint on purpose.
        EngineSettings settings = config.engine().withFingerprintChange(FingerprintChange.REEMBED);
        SyncEngine engine = OpenEngine.engine(config, settings, listener)
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(state)
                .build();
        return new Filling(engine, sink);
    }

    /** The new collection would have the other database's records, and none of those that serve. */
    private void requireSameDatabase() {
        try (VectorSink serving = config.sink().open()) {
            if (serving instanceof SourceCatalog catalog) {
                List<String> stored = catalog.contents().stream()
                        .filter(content -> isOurs(content.key()))
                        .flatMap(content -> content.database().stream())
                        .toList();
                Optional<String> present = stored.isEmpty() ? Optional.empty() : source.database();
                if (present.isPresent() && !stored.contains(present.get())) {
                    throw new SetupException("The source " + source.name() + " has the database " + present.get()
                            + ", but the collection that serves has records of the database " + stored.get(0)
                            + "; nothing was changed. Sync with --accept-database first, if this one has replaced it");
                }
            }
        }
    }

    @Override
    public void close() {
        parts.close();
    }

    /**
     * An engine over the new collection.
     *
     * @param engine the engine
     * @param sink the new collection
     */
    public record Filling(SyncEngine engine, VectorSink sink) implements AutoCloseable {

        @Override
        public void close() {
            engine.close();
            sink.close();
        }
    }
}
