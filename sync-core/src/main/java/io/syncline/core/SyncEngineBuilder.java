package io.syncline.core;

import static java.util.Objects.requireNonNull;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.core.adapter.Setting;
import io.syncline.core.internal.preview.Previewer;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import io.syncline.core.text.TextFilter;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * Wires adapters into a {@link SyncEngine}. Each part is set at most once; source, embedder, sink and metadata store are
 * required. Not thread-safe.
 */
public final class SyncEngineBuilder {

    private final Setting<RecordSource> source = Setting.named("source");
    private final Setting<Embedder> embedder = Setting.named("embedder");
    private final Setting<VectorSink> sink = Setting.named("sink");
    private final Setting<MetadataStore> metadata = Setting.named("metadata");
    private final Setting<EngineSettings> settings = Setting.named("settings");
    private final Setting<SyncListener> listener = Setting.named("listener");
    private final Setting<ExecutorService> executor = Setting.named("executor");
    private final Setting<RandomGenerator> random = Setting.named("random");
    private final Setting<TextFilter> textFilter = Setting.named("textFilter");
    private final Map<ModelName, Setting<ModelSettings>> models = new LinkedHashMap<>();

    SyncEngineBuilder() {}

    /**
     * Sets where records come from.
     *
     * @param part the source
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder source(RecordSource part) {
        source.set(part);
        return this;
    }

    /**
     * Sets what turns texts into vectors.
     *
     * @param part the embedder
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder embedder(Embedder part) {
        embedder.set(part);
        return this;
    }

    /**
     * Sets where vectors are stored.
     *
     * @param part the sink
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder sink(VectorSink part) {
        sink.set(part);
        return this;
    }

    /**
     * Sets where state is stored. Engines that may sync the same models into the same sink must share the store: its
     * leases exclude them from each other.
     *
     * @param part the store
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder metadata(MetadataStore part) {
        metadata.set(part);
        return this;
    }

    /**
     * Sets how the engine works; {@link EngineSettings#defaults()} unless set.
     *
     * @param part the settings
     * @return this builder
     * @throws IllegalStateException if they were set before
     */
    public SyncEngineBuilder settings(EngineSettings part) {
        settings.set(part);
        return this;
    }

    /**
     * Sets how a model is made into documents; {@link ModelSettings#defaults()} unless set.
     *
     * @param model technical name of the model
     * @param part its settings
     * @return this builder
     * @throws IllegalStateException if they were set before
     * @throws IllegalArgumentException if it is not a model name
     */
    public SyncEngineBuilder model(String model, ModelSettings part) {
        models.computeIfAbsent(
                        ModelName.of(requireNonNull(model, "model")), name -> Setting.named("settings of " + name))
                .set(part);
        return this;
    }

    /**
     * Sets the listener that receives the events of runs; none unless set.
     *
     * @param part the listener
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder listener(SyncListener part) {
        listener.set(part);
        return this;
    }

    /**
     * Sets the threads that call the adapters; the engine starts its own unless set. The executor must be able to run as
     * many tasks concurrently as the settings allow calls. The engine does not shut it down.
     *
     * @param part an executor
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder executor(ExecutorService part) {
        executor.set(part);
        return this;
    }

    /**
     * Sets the source of randomness for waits and lease owners; a secure one unless set.
     *
     * @param part a thread-safe generator
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder random(RandomGenerator part) {
        random.set(part);
        return this;
    }

    /**
     * Sets what all texts go through before they are hashed, embedded and stored, such as to mask personal data; nothing unless
     * set. Another filter, or another name of it, embeds every record again.
     *
     * @param part a thread-safe filter
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncEngineBuilder textFilter(TextFilter part) {
        textFilter.set(part);
        return this;
    }

    /**
     * Builds the engine. It calls no adapter yet.
     *
     * @return the engine
     * @throws IllegalStateException if required parts are missing; the message names all of them
     * @throws io.syncline.api.failure.SetupException if the settings name a shared budget, and the embedder has no quota
     *     or the metadata store cannot share one
     */
    public SyncEngine build() {
        Setting.require("A SyncEngine", source, embedder, sink, metadata);
        EngineContext context = new EngineContext(
                new Ports(source.get(), embedder.get(), sink.get(), metadata.get()),
                settings.or(EngineSettings.defaults()),
                modelSettings(),
                new SafeListener(listener.or(SyncListener.NONE)),
                random.optional().orElseGet(SecureRandom::new),
                textFilter.or(TextFilter.NONE));
        return new DefaultSyncEngine(
                context, executor.optional().map(Workers::given).orElseGet(Workers::own));
    }

    /**
     * Builds a preview of the texts that an engine of these parts would embed. Source and embedder are required; other parts
     * are not used.
     *
     * @return the preview
     * @throws IllegalStateException if required parts are missing; the message names all of them
     */
    public TextPreview buildPreview() {
        Setting.require("A TextPreview", source, embedder);
        return new Previewer(
                source.get(),
                embedder.get(),
                settings.or(EngineSettings.defaults()),
                modelSettings(),
                textFilter.or(TextFilter.NONE))::preview;
    }

    private Map<ModelName, ModelSettings> modelSettings() {
        Map<ModelName, ModelSettings> all = new LinkedHashMap<>();
        models.forEach((name, set) -> set.optional().ifPresent(value -> all.put(name, value)));
        return Map.copyOf(all);
    }
}
