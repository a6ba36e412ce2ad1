package io.syncline.cli.wiring;

import io.syncline.api.SyncListener;
import io.syncline.cli.config.Config;
import io.syncline.cli.config.ConfigException;
import io.syncline.core.SyncEngine;
import io.syncline.core.SyncEngineBuilder;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.VectorSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** An engine with the adapters that were opened for it; closing it closes them all. Not thread-safe. */
public final class OpenEngine implements AutoCloseable {

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private final SyncEngine engine;

    private OpenEngine(Config config, SyncListener listener) {
        RecordSource source = open("source", () -> Sources.open(config.source()));
        Embedder embedder = open("embedder", () -> Embedders.open(config.embedder()));
        VectorSink sink = open("sink", () -> Sinks.open(config.sink()));
        MetadataStore state = open("state", () -> States.open(config.state()));
        SyncEngineBuilder builder = SyncEngine.builder()
                .source(source)
                .embedder(embedder)
                .sink(sink)
                .metadata(state)
                .settings(config.engine())
                .listener(listener);
        config.models().forEach(builder::model);
        engine = builder.build();
        opened.push(engine::close);
    }

    /**
     * Opens the adapters of a configuration and wires an engine. Files that are missing are created; no server is asked.
     *
     * @param config what to open
     * @param listener who hears of runs
     * @return the open engine
     * @throws ConfigException if an adapter refuses its configuration
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

    private <T extends AutoCloseable> T open(String section, Supplier<T> opener) {
        try {
            T part = opener.get();
            opened.push(() -> closeQuietly(part));
            return part;
        } catch (IllegalArgumentException | IllegalStateException e) {
            close();
            throw new ConfigException("The '" + section + "' section of the configuration: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Closing failed", e);
        }
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }
}
