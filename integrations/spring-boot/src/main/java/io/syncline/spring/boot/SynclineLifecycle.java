package io.syncline.spring.boot;

import io.syncline.core.SyncEngine;
import io.syncline.service.SyncService;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the schedules last and stops them first, so that runs end, and give back their leases, while the application still has
 * the rest of its shutdown before it. Other beans stop meanwhile. A context may be stopped and started again, as test frameworks
 * do with those that they keep.
 */
final class SynclineLifecycle implements SmartLifecycle {

    private final SyncEngine engine;
    private final SyncService service;
    private final boolean scheduled;
    private volatile boolean running;

    SynclineLifecycle(SyncEngine engine, SyncService service, boolean scheduled) {
        this.engine = engine;
        this.service = service;
        this.scheduled = scheduled;
    }

    @Override
    public void start() {
        if (scheduled) {
            service.start();
        } else {
            service.reopen();
        }
        running = true;
    }

    @Override
    public void stop() {
        askToEnd();
        service.drain();
    }

    /** Asks the runs to end at once, and waits for them on another thread. */
    @Override
    public void stop(Runnable callback) {
        askToEnd();
        CompletableFuture.runAsync(service::drain, new StarterThreads("drain"))
                .whenComplete((none, failure) -> callback.run());
    }

    /** Also those that the application started by the engine itself. */
    private void askToEnd() {
        running = false;
        service.stop();
        engine.cancelRuns();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
