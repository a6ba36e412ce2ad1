package io.syncline.server;

import io.syncline.api.failure.SetupException;
import io.syncline.server.internal.api.ApiServlet;
import io.syncline.server.internal.events.EventFeed;
import io.syncline.server.internal.events.EventsServlet;
import io.syncline.server.internal.http.Guards;
import io.syncline.server.internal.http.McpMount;
import io.syncline.server.internal.http.MetricsServlet;
import io.syncline.server.internal.http.PageServlet;
import io.syncline.server.internal.http.ProbeServlet;
import io.syncline.server.served.Served;
import io.syncline.server.settings.ServerSettings;
import io.syncline.service.run.ServiceTime;
import io.syncline.web.TomcatHost;
import jakarta.servlet.http.HttpServlet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A service over HTTP: REST and live events below {@code /api}, the status page, metrics, and probes. Thread-safe. It closes
 * nothing of what it serves.
 */
public final class SynclineServer implements AutoCloseable {

    private final TomcatHost host;
    private final EventsServlet events;
    private final CurrentlyServed served;
    private final AtomicBoolean ready;
    private final Optional<Hooks> hooks;

    private SynclineServer(ServerSettings settings, Served first, Supplier<String> metrics) {
        ServiceTime time = ServiceTime.system();
        this.served = new CurrentlyServed(first);
        this.ready = new AtomicBoolean(true);
        Guards guards = new Guards(settings, time::nanos);
        this.events = new EventsServlet(guards, new EventFeed(served::get, time::nanos), time);
        this.hooks = settings.webhookSecret().map(secret -> new Hooks(secret, served::last));
        Map<String, HttpServlet> servlets = new LinkedHashMap<>();
        servlets.put("/", new PageServlet(guards));
        servlets.put("/api/*", new ApiServlet(guards, served::get));
        servlets.put("/api/events", events);
        servlets.put("/mcp", new McpMount(served::get));
        servlets.put("/metrics", new MetricsServlet(guards, metrics));
        servlets.put("/healthz", new ProbeServlet(guards, () -> true));
        servlets.put("/readyz", new ProbeServlet(guards, ready::get));
        hooks.ifPresent(taking -> servlets.put("/hooks/*", taking.servlet()));
        this.host = TomcatHost.start(settings.web(), servlets);
    }

    /**
     * Starts to listen.
     *
     * @param settings where
     * @param first what is served
     * @param metrics the text for Prometheus
     * @throws SetupException if the address cannot be bound, or others could reach it and no token is required
     */
    public static SynclineServer start(ServerSettings settings, Served first, Supplier<String> metrics) {
        check(settings);
        return new SynclineServer(settings, first, metrics);
    }

    /**
     * Refuses settings by which everybody could do everything, before anything is started.
     *
     * @throws SetupException if others could reach the address and no token is required, or it is none
     */
    public static void check(ServerSettings settings) {
        if (settings.token().isEmpty() && !TomcatHost.isLocal(settings.host())) {
            throw new SetupException(
                    "Others can reach " + settings.host() + ", so a token is required: set 'server.token'");
        }
    }

    /**
     * What is served is about to be closed and replaced: until {@link #serve} is called, requests that need it are answered by
     * 503. Webhooks are taken, and noted by what is served next.
     */
    public void suspend() {
        served.leave();
    }

    /** Serves something else from now on, such as after a configuration was read again. */
    public void serve(Served next) {
        served.serve(next);
    }

    /** Tells those who watch that no more work should be sent here. */
    public void unready() {
        ready.set(false);
    }

    /** Where it listens, without a slash at the end. */
    public String url() {
        return host.url();
    }

    /** Ends all connections. Closing again does nothing. */
    @Override
    public void close() {
        ready.set(false);
        events.close();
        try {
            host.close();
        } finally {
            hooks.ifPresent(Hooks::close);
        }
    }
}
