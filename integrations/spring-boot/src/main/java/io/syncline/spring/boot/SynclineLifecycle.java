package io.syncline.spring.boot;

import io.syncline.service.SyncService;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the schedules last and stops them first, so that runs end, and give back their leases, while the application still has
 * the rest of its shutdown before it. Other beans stop meanwhile.
 */
final class SynclineLifecycle implements SmartLifecycle {

    private final SyncService service;
    private final boolean scheduled;
    private volatile boolean running;

    SynclineLifecycle(SyncService service, boolean scheduled) {
        this.service = service;
        this.scheduled = scheduled;
    }

    @Override
    public void start() {
        running = true;
        if (scheduled) {
            service.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        service.drain();
    }

    /** Asks the runs to end at once, and waits for them on another thread. */
    @Override
    public void stop(Runnable callback) {
        running = false;
        service.stop();
        CompletableFuture.runAsync(service::drain).whenComplete((none, failure) -> callback.run());
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
