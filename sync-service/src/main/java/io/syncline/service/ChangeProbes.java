package io.syncline.service;

import io.syncline.api.ChangeSign;
import io.syncline.api.ModelName;
import io.syncline.api.failure.SyncException;
import io.syncline.core.SyncEngine;
import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the source again and again, by cheap calls and one after another, whether models have changed. A sync that ended counts
 * from the sign that was known when it began, so a change during it is seen; one that failed does not. Thread-safe.
 */
final class ChangeProbes {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");

    private final SyncEngine engine;
    private final ServiceTime time;
    private final List<ModelName> models;
    private final Consumer<ModelName> changed;
    private volatile CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final Map<ModelName, ChangeSign> latest = new HashMap<>();
    private final Map<ModelName, ChangeSign> atBegin = new HashMap<>();
    private final Map<ModelName, ChangeSign> synced = new HashMap<>();
    private final Set<ModelName> again = new HashSet<>();
    private final Set<ModelName> failing = new HashSet<>();

    /**
     * Probes.
     *
     * @param changed is told of a model that has changed
     */
    ChangeProbes(SyncEngine engine, ServiceTime time, Collection<ModelName> models, Consumer<ModelName> changed) {
        this.engine = engine;
        this.time = time;
        this.models = List.copyOf(models);
        this.changed = changed;
    }

    /**
     * A loop that asks about each model once in a period, until it is stopped or the source turns out to have no such calls. To be
     * run on another thread; one that was stopped before stays so.
     */
    Runnable loop(Duration period) {
        if (stopped.isDone()) {
            stopped = new CompletableFuture<>();
        }
        CompletableFuture<Void> end = stopped;
        return () -> run(period, end);
    }

    private void run(Duration period, CompletableFuture<Void> end) {
        try {
            while (!end.isDone()) {
                long begin = time.nanos();
                boolean supported = false;
                for (ModelName model : models) {
                    supported |= end.isDone() || probe(model, end);
                }
                if (!supported) {
                    LOG.warn("The source cannot tell by cheap calls what has changed: 'probe' has no effect");
                    return;
                }
                Duration passed = Duration.ofNanos(time.nanos() - begin);
                time.await(end, passed.compareTo(period) < 0 ? period.minus(passed) : Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns false if the source has no such calls. */
    private boolean probe(ModelName model, CompletableFuture<Void> end) {
        try {
            Optional<ChangeSign> sign = engine.probe(model);
            sign.filter(now -> isNews(model, now)).ifPresent(news -> changed.accept(model));
            return sign.isPresent();
        } catch (SyncException e) {
            if (note(model)) {
                LOG.warn("Whether {} has changed is not known until the source answers: {}", model, e.getMessage());
            }
            return true;
        } catch (RuntimeException | Error e) { // also one of an engine that was closed meanwhile
            if (!end.isDone() && note(model)) {
                LOG.error("Whether {} has changed is not known after an internal error", model, e);
            }
            return true;
        }
    }

    private synchronized boolean note(ModelName model) {
        return failing.add(model);
    }

    /** Change times are often whole seconds, so after a change another sync follows one probe later. */
    private synchronized boolean isNews(ModelName model, ChangeSign sign) {
        failing.remove(model);
        latest.put(model, sign);
        if (!sign.equals(synced.get(model))) {
            again.add(model);
            return true;
        }
        return again.remove(model);
    }

    /** What the source had when it was asked last; empty if it was not. */
    synchronized Optional<ChangeSign> latest(ModelName model) {
        return Optional.ofNullable(latest.get(model));
    }

    /** A sync of a model begins. */
    synchronized void began(ModelName model) {
        ChangeSign sign = latest.get(model);
        if (sign == null) {
            atBegin.remove(model);
        } else {
            atBegin.put(model, sign);
        }
    }

    /** A sync of a model ended, and is not repeated for what it has not read. */
    synchronized void ended(ModelName model) {
        ChangeSign sign = atBegin.remove(model);
        if (sign != null) {
            synced.put(model, sign);
        }
    }

    void stop() {
        stopped.complete(null);
    }
}
