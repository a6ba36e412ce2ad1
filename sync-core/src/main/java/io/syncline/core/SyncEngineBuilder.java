package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.Ports;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import io.syncline.core.settings.EngineSettings;
import io.syncline.core.settings.ModelSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Wires adapters into a {@link SyncEngine}. Each part is given once. Not thread-safe. */
public final class SyncEngineBuilder {

    private @Nullable RecordSource source;
    private @Nullable Embedder embedder;
    private @Nullable VectorSink sink;
    private @Nullable MetadataStore metadata;
    private @Nullable EngineSettings settings;
    private @Nullable SyncListener listener;
    private @Nullable ExecutorService executor;
    private @Nullable RandomGenerator random;
    private final Map<ModelName, ModelSettings> models = new LinkedHashMap<>();

    SyncEngineBuilder() {}

    /**
     * Where records come from.
     *
     * @param part the source
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder source(RecordSource part) {
        source = once("source", source, part);
        return this;
    }

    /**
     * What turns texts into vectors.
     *
     * @param part the embedder
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder embedder(Embedder part) {
        embedder = once("embedder", embedder, part);
        return this;
    }

    /**
     * Where vectors go.
     *
     * @param part the sink
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder sink(VectorSink part) {
        sink = once("sink", sink, part);
        return this;
    }

    /**
     * Where state is kept. Engines that may sync the same models into the same sink must share it, since it is what
     * keeps them apart.
     *
     * @param part the store
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder metadata(MetadataStore part) {
        metadata = once("metadata", metadata, part);
        return this;
    }

    /**
     * How the engine works; defaults if it is not given.
     *
     * @param part the settings
     * @return this builder
     * @throws IllegalStateException if they were given already
     */
    public SyncEngineBuilder settings(EngineSettings part) {
        settings = once("settings", settings, part);
        return this;
    }

    /**
     * How a model is made into documents; defaults if it is not given.
     *
     * @param model technical name of the model
     * @param part its settings
     * @return this builder
     * @throws IllegalStateException if they were given already
     * @throws IllegalArgumentException if it is not a model name
     */
    public SyncEngineBuilder model(String model, ModelSettings part) {
        ModelName name = ModelName.of(model);
        models.put(name, once("settings of " + name, models.get(name), part));
        return this;
    }

    /**
     * Who hears of what runs do; nobody if it is not given.
     *
     * @param part the listener
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder listener(SyncListener part) {
        listener = once("listener", listener, part);
        return this;
    }

    /**
     * The threads that call the adapters; threads of the engine's own if it is not given. It must be able to run as many
     * tasks at once as the settings allow calls, and is not shut down by the engine.
     *
     * @param part an executor
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder executor(ExecutorService part) {
        executor = once("executor", executor, part);
        return this;
    }

    /**
     * The randomness behind waits and lease owners; a secure one if it is not given.
     *
     * @param part a thread-safe generator
     * @return this builder
     * @throws IllegalStateException if it was given already
     */
    public SyncEngineBuilder random(RandomGenerator part) {
        random = once("random", random, part);
        return this;
    }

    /**
     * Makes the engine. Nothing is called yet.
     *
     * @return the engine
     * @throws IllegalStateException if parts are missing; the message names them all
     * @throws io.syncline.api.failure.SetupException if the settings name a shared budget, and the embedder has no quota
     *     or the metadata store cannot share one
     */
    public SyncEngine build() {
        List<String> missing = new ArrayList<>();
        note(missing, "source", source);
        note(missing, "embedder", embedder);
        note(missing, "sink", sink);
        note(missing, "metadata", metadata);
        if (source == null || embedder == null || sink == null || metadata == null) {
            throw new IllegalStateException(
                    "A SyncEngine needs these parts too: " + String.join(", ", missing) + ". Give them to the builder");
        }
        Ports ports = new Ports(source, embedder, sink, metadata);
        return DefaultSyncEngine.of(ports, new EngineParts(settings, models, listener, executor, random));
    }

    private static void note(List<String> missing, String name, @Nullable Object part) {
        if (part == null) {
            missing.add(name);
        }
    }

    private static <T> T once(String name, @Nullable T old, T part) {
        if (old != null) {
            throw new IllegalStateException("The " + name + " was given to the builder already");
        }
        return part;
    }
}
