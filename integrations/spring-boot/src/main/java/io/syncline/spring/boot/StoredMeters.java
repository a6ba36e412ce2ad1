package io.syncline.spring.boot;

import io.syncline.api.failure.SyncException;
import io.syncline.micrometer.SynclineMetrics;
import io.syncline.service.ModelHealth;
import io.syncline.service.SyncService;
import io.syncline.service.run.ServiceListener;
import io.syncline.service.run.TrackedRun;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Shows what is stored, which the events of runs do not tell: after each run, and once a minute from the start, since earlier
 * processes and other instances write it too.
 */
final class StoredMeters implements ServiceListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");
    private static final long PERIOD_SECONDS = 60;

    private final SynclineMetrics metrics;

    /** Not yet there when this is made, since it tells this of its runs. */
    private final ObjectProvider<SyncService> service;

    private @Nullable ScheduledExecutorService timer;

    StoredMeters(SynclineMetrics metrics, ObjectProvider<SyncService> service) {
        this.metrics = metrics;
        this.service = service;
    }

    @Override
    public void ended(TrackedRun run) {
        service.getObject().health(run.descriptor().model()).ifPresent(this::show);
    }

    /** Shows the stored state of all models; a store that cannot be read now is asked again a minute later. */
    void showAll() {
        try {
            service.getObject().health().forEach(this::show);
        } catch (SyncException e) {
            LOG.debug("The meters do not show what is stored: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The meters do not show what is stored after an internal error", e);
        }
    }

    private void show(ModelHealth health) {
        health.status().ifPresent(metrics::show);
    }

    @Override
    public synchronized void start() {
        timer = new StarterThreads("meters").timer();
        timer.scheduleWithFixedDelay(this::showAll, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
