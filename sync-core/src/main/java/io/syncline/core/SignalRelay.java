package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Notes the signals of a database with an engine, so that the next sync of a model reads its touched records first. Starts no
 * sync: a loop that calls {@link #next} does, for the models that it returns.
 *
 * <p>Not thread-safe, but {@link #close} may be called by any thread.
 */
public final class SignalRelay implements AutoCloseable {

    private final SyncEngine engine;
    private final ChangeSignals signals;
    private final Consumer<String> warnings;

    /**
     * Creates a relay.
     *
     * @param engine is told of the records; not closed
     * @param signals the signals; closed with the relay
     * @param warnings takes what a person should know, a sentence each
     */
    public SignalRelay(SyncEngine engine, ChangeSignals signals, Consumer<String> warnings) {
        this.engine = engine;
        this.signals = signals;
        this.warnings = warnings;
    }

    /**
     * Waits for signals and notes their records. The database forgets them only after that, so a crash repeats signals and
     * loses none.
     *
     * @return the models to sync now, those of which signals were missed among them; may be empty
     * @throws io.syncline.api.failure.TransientException if the database or the metadata store is unavailable; call again later
     * @throws io.syncline.api.failure.SetupException if the database is not set up for signals, or the metadata store keeps no
     *     touched records
     * @throws IllegalStateException if the relay is closed, also during the call
     */
    public Set<ModelName> next() {
        SignalBatch batch = signals.next();
        batch.warnings().forEach(warnings);
        batch.touched().forEach(engine::touch);
        signals.acknowledge(batch);
        Set<ModelName> models = new TreeSet<>(batch.missed());
        models.addAll(batch.touched().keySet());
        return models;
    }

    @Override
    public void close() {
        signals.close();
    }
}
