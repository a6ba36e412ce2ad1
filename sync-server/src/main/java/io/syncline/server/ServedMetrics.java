package io.syncline.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.syncline.api.ModelName;
import io.syncline.api.SyncListener;
import io.syncline.api.failure.SyncException;
import io.syncline.micrometer.SynclineMetrics;
import io.syncline.server.served.Served;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters of this process, which outlast a configuration. Thread-safe. */
public final class ServedMetrics {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.server");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, SynclineMetrics> bySource = new ConcurrentHashMap<>();

    /** No meters yet. */
    public ServedMetrics() {}

    /**
     * Meters the runs of an engine, and forgets what was metered of all other sources and models.
     *
     * @param source the name of its source
     * @param models those that are kept in sync
     */
    public SyncListener listener(String source, Collection<ModelName> models) {
        bySource.forEach((name, meters) -> meters.keep(name.equals(source) ? models : Set.of()));
        bySource.keySet().retainAll(Set.of(source));
        return meters(source);
    }

    private SynclineMetrics meters(String source) {
        return bySource.computeIfAbsent(source, name -> new SynclineMetrics(registry, name));
    }

    /** The text for Prometheus; gauges of stored states keep their last value while these cannot be read. */
    public String scrape(Served served) {
        try {
            SynclineMetrics meters = meters(served.source());
            served.service().health().forEach(health -> health.status().ifPresent(meters::show));
        } catch (SyncException e) {
            LOG.warn("The stored states cannot be read for metrics: {}", e.getMessage());
        }
        return scrape();
    }

    /** The same without asking for states. */
    public String scrape() {
        return registry.scrape();
    }
}
