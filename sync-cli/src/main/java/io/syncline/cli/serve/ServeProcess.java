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
    private volatile boolean replacing;
    private boolean closed;
    private boolean clean = true;

    private ServeProcess(ServeSettings settings, Supplier<ServeSettings> reader, InstantSource clock) {
        SynclineServer.check(settings.server());
        this.reader = reader;
        this.clock = clock;
        this.running = RunningService.start(settings, clock, metrics);
        try {
            this.server = SynclineServer.start(settings.server(), running.served(), this::scrape);
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

    /** Meters of runs are kept, so that there is no gap while the service is being replaced. */
    private String scrape() {
        return replacing ? metrics.scrape() : running.scrape();
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
        ServerSettings listening = running.settings().server();
        if (!next.server().equals(listening)) {
            LOG.warn("The section 'server' changed. It counts after a restart of the process");
        }
        replace(next.at(listening));
    }

    /** The old adapters are closed first, since a file may have one owner; if the new ones do not open, they are opened again. */
    private void replace(ServeSettings next) {
        RunningService old = running;
        replacing = true;
        server.suspend();
        try {
            close(old);
            running = RunningService.start(next, clock, metrics);
            LOG.info(
                    "The configuration was read again: {} models",
                    next.service().models().size());
        } catch (ConfigException | SyncException e) {
            LOG.error("The configuration was read again and cannot be used, so the old one stays: {}", e.getMessage());
            goOnWith(old.settings());
        } catch (RuntimeException | Error e) {
            LOG.error("The configuration was read again and fails with an internal error, so the old one stays", e);
            goOnWith(old.settings());
        }
        replacing = false;
        server.serve(running.served());
    }

    /** What cannot be closed is left, since the service is at its end in any case. */
    private static void close(RunningService old) {
        try {
            old.close();
        } catch (RuntimeException e) {
            LOG.warn("Of the old configuration, something was not closed", e);
        }
    }

    /** Whoever watches the process starts it again, if even that which worked before does not. */
    private void goOnWith(ServeSettings settings) {
        try {
            running = RunningService.start(settings, clock, metrics);
        } catch (RuntimeException | Error e) {
            LOG.error("The old configuration cannot be used any more either, so the process ends", e);
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
            RunningService last = running;
            try (last;
                    server) { // which is closed first, so that webhooks are noted until then
                clean &= last.drain();
            }
        }
    }

    /** Whether all runs had ended when this was closed. */
    public synchronized boolean isClean() {
        return clean;
    }
}
