package io.syncline.cli.serve;

import io.syncline.api.failure.SyncException;
import io.syncline.core.adapter.ConfigException;
import io.syncline.server.ServedMetrics;
import io.syncline.server.SynclineServer;
import io.syncline.server.settings.ServerSettings;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-running process: a service and its server, until it is stopped. A configuration that is read again replaces the service;
 * the server, with its address and its secrets, stays. Thread-safe.
 */
public final class ServeProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.cli");

    private final Supplier<ServeSettings> reader;
    private final InstantSource clock;
    private final ServedMetrics metrics = new ServedMetrics();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final SynclineServer server;
    private volatile RunningService running;
    private boolean closed;
    private boolean clean = true;

    private ServeProcess(ServeSettings settings, Supplier<ServeSettings> reader, InstantSource clock) {
        SynclineServer.check(settings.server());
        this.reader = reader;
        this.clock = clock;
        this.running = RunningService.start(settings, clock, metrics);
        try {
            this.server = SynclineServer.start(settings.server(), running.served(), () -> running.scrape());
        } catch (RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /**
     * Starts to work and to listen.
     *
     * @param settings what to serve
     * @param reader reads the configuration again
     * @param clock what time it is
     * @throws io.syncline.core.adapter.ConfigException if an adapter refuses its configuration
     * @throws SyncException if something cannot be opened, or the address cannot be bound
     */
    public static ServeProcess start(ServeSettings settings, Supplier<ServeSettings> reader, InstantSource clock) {
        return new ServeProcess(settings, reader, clock);
    }

    /** Where the server listens. */
    public String url() {
        return server.url();
    }

    /**
     * Reads the configuration again. If it is wrong, or something of it cannot be opened, the old one is kept. Runs in progress
     * save what is in flight, and go on by the new configuration.
     */
    public synchronized void reload() {
        if (closed) {
            return;
        }
        ServeSettings next;
        try {
            next = reader.get();
        } catch (ConfigException e) {
            LOG.error("The configuration was not read again, and the old one stays: {}", e.getMessage());
            return;
        }
        ServerSettings before = running.settings().server();
        if (!next.server().equals(before)) {
            LOG.warn("The section 'server' changed. It counts after a restart of the process");
        }
        replace(next);
    }

    /** The old adapters are closed first, since a file may have one owner; if the new ones do not open, they are opened again. */
    private void replace(ServeSettings next) {
        RunningService old = running;
        old.close();
        try {
            running = RunningService.start(next, clock, metrics);
            LOG.info(
                    "The configuration was read again: {} models",
                    next.service().models().size());
        } catch (ConfigException | SyncException e) {
            LOG.error("The configuration was read again and cannot be used, so the old one stays: {}", e.getMessage());
            goOnWith(old.settings());
        }
        server.serve(running.served());
    }

    /** Whoever watches the process starts it again, if even that which worked before does not. */
    private void goOnWith(ServeSettings settings) {
        try {
            running = RunningService.start(settings, clock, metrics);
        } catch (ConfigException | SyncException e) {
            LOG.error("The old configuration cannot be used any more either, so the process ends: {}", e.getMessage());
            clean = false;
            stop();
        }
    }

    /** Asks for the end; returns at once. */
    public void stop() {
        server.unready();
        running.stop();
        stopped.countDown();
    }

    /** Waits until somebody asks for the end. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /**
     * Stops, waits for the runs, and ends all connections. Closing again does nothing.
     *
     * @throws SyncException if an adapter cannot be closed
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop();
            clean &= running.drain();
            server.close(); // up to here, webhooks are noted
            running.close();
        }
    }

    /** Whether all runs had ended when this was closed. */
    public synchronized boolean isClean() {
        return clean;
    }
}
