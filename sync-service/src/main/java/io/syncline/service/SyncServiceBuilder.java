package io.syncline.service;

import io.syncline.core.SyncEngine;
import io.syncline.core.adapter.Setting;
import io.syncline.core.port.ChangeSignals;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.ServiceTime;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Wires a {@link SyncService}. Engine and settings are required; each part is set at most once. Not thread-safe. */
public final class SyncServiceBuilder {

    private final Setting<SyncEngine> engine = Setting.named("engine");
    private final Setting<ServiceSettings> settings = Setting.named("settings");
    private final Setting<RunProgressListener> progress = Setting.named("progress");
    private final Setting<ScheduleMemory> memory = Setting.named("memory");
    private final Setting<ServiceListener> listener = Setting.named("listener");
    private final Setting<ChangeSignals> signals = Setting.named("signals");
    private final Setting<ServiceTime> time = Setting.named("time");
    private final Setting<Executor> executor = Setting.named("executor");
    private final Setting<RandomGenerator> random = Setting.named("random");

    SyncServiceBuilder() {}

    /**
     * Sets the engine, which the service does not close.
     *
     * @param part an engine
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder engine(SyncEngine part) {
        engine.set(part);
        return this;
    }

    /**
     * Sets the models and when they are synced.
     *
     * @param part settings
     * @return this builder
     * @throws IllegalStateException if they were set before
     */
    public SyncServiceBuilder settings(ServiceSettings part) {
        settings.set(part);
        return this;
    }

    /**
     * Sets where the progress of cleanups and comparisons is found; none is shown of these unless set.
     *
     * @param part the listener that the engine was built with, itself or behind others
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder progress(RunProgressListener part) {
        progress.set(part);
        return this;
    }

    /**
     * Sets where the last starts are remembered; {@link ScheduleMemory#ofProcess()} unless set, with which processes do not
     * share the work, and nothing that was missed while none ran is caught up.
     *
     * @param part a memory
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder memory(ScheduleMemory part) {
        memory.set(part);
        return this;
    }

    /**
     * Sets who is told of runs and signals; nobody unless set.
     *
     * @param part a thread-safe listener
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder listener(ServiceListener part) {
        listener.set(part);
        return this;
    }

    /**
     * Sets signals of a database, which bring syncs of their models forward; none unless set. The service closes them when it
     * stops.
     *
     * @param part signals
     * @return this builder
     * @throws IllegalStateException if they were set before
     */
    public SyncServiceBuilder signals(ChangeSignals part) {
        signals.set(part);
        return this;
    }

    /**
     * Sets what time it is and how the service waits; the system's unless set.
     *
     * @param part a time
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder time(ServiceTime part) {
        time.set(part);
        return this;
    }

    /**
     * Sets the threads of the service, one for itself and one for each run; its own unless set. The service does not shut
     * them down.
     *
     * @param part an executor that never makes a task wait
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder executor(Executor part) {
        executor.set(part);
        return this;
    }

    /**
     * Sets what decides about jitter; a secure one unless set.
     *
     * @param part a thread-safe generator
     * @return this builder
     * @throws IllegalStateException if it was set before
     */
    public SyncServiceBuilder random(RandomGenerator part) {
        random.set(part);
        return this;
    }

    /**
     * Builds the service, which does nothing before {@link SyncService#start()}.
     *
     * @return the service
     * @throws IllegalStateException if required parts are missing; the message names all of them
     */
    public SyncService build() {
        Setting.require("A SyncService", engine, settings);
        return new SyncService(new SyncService.Parts(
                engine.get(),
                settings.get(),
                progress.or(new RunProgressListener()),
                memory.or(ScheduleMemory.ofProcess()),
                listener.or(ServiceListener.NONE),
                signals.optional(),
                time.or(ServiceTime.system()),
                executor.optional(),
                random.optional().orElseGet(SecureRandom::new)));
    }
}
