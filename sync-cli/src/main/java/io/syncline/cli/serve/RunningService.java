package io.syncline.cli.serve;

import io.syncline.api.SyncListener;
import io.syncline.api.failure.SyncException;
import io.syncline.cli.wiring.OpenEngine;
import io.syncline.core.adapter.Units;
import io.syncline.core.port.SignallingSource;
import io.syncline.mcp.SynclineMcpServer;
import io.syncline.server.ServedMetrics;
import io.syncline.server.served.Served;
import io.syncline.server.served.Usage;
import io.syncline.service.SyncService;
import io.syncline.service.SyncServiceBuilder;
import io.syncline.service.memory.RunHistory;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.memory.UsageLedger;
import io.syncline.service.run.RunProgressListener;
import io.syncline.service.run.TrackedRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service over an engine that was opened for it. Thread-safe. */
public final class RunningService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.cli");

    private final ServeSettings settings;
    private final OpenEngine open;
    private final SyncService service;
    private final SynclineMcpServer mcp;
    private final Usage usage;
    private final RunHistory history;
    private final OpenAskers askers;
    private final Served served;
    private final ServedMetrics metrics;

    /** An engine, and who is told of its runs: those who need the engine themselves are added when it is open. */
    private record Opened(OpenEngine engine, RunProgressListener progress, List<SyncListener> listeners) {

        static Opened of(ServeSettings settings) {
            RunProgressListener progress = new RunProgressListener();
            List<SyncListener> listeners = new CopyOnWriteArrayList<>(List.of(progress));
            return new Opened(OpenEngine.of(settings.config(), SyncListener.all(listeners)), progress, listeners);
        }
    }

    private RunningService(ServeSettings settings, Opened opened, InstantSource clock, ServedMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.open = opened.engine();
        RunProgressListener progress = opened.progress();
        Supplier<String> scope = scope(open, settings);
        this.usage = usage(open, clock, scope);
        opened.listeners().add(usage);
        opened.listeners().add(meters(open, settings, metrics));
        this.history = RunHistory.in(open.state(), scope, System::nanoTime);
        this.service =
                service(open, settings, scope, progress).listener(history).build();
        this.mcp = SynclineMcpServer.over(settings.mcp(), open.engine(), service.runs(), progress);
        this.askers = new OpenAskers(settings.config().askers());
        this.served = new Served(
                service,
                open.engine(),
                progress,
                usage,
                history,
                open.sourceName(),
                this::storeName,
                open.embedderName(),
                askers,
                mcp.servlet(List.of(settings.server().host())));
    }

    private static SyncListener meters(OpenEngine open, ServeSettings settings, ServedMetrics metrics) {
        return metrics.listener(open.sourceName(), settings.service().models().keySet());
    }

    private static Usage usage(OpenEngine open, InstantSource clock, Supplier<String> scope) {
        UsageLedger ledger = UsageLedger.in(open.state(), scope, System::nanoTime);
        return new Usage(clock, System::nanoTime, ledger, open.quota());
    }

    private static SyncServiceBuilder service(
            OpenEngine open, ServeSettings settings, Supplier<String> scope, RunProgressListener progress) {
        SyncServiceBuilder builder = SyncService.builder()
                .engine(open.engine())
                .settings(settings.service())
                .progress(progress)
                .memory(ScheduleMemory.in(open.state(), scope));
        if (open.source() instanceof SignallingSource signalling) {
            signalling.signals().ifPresent(builder::signals);
        }
        return builder;
    }

    /** By its configuration, since there may be no store yet. */
    private static Supplier<String> scope(OpenEngine open, ServeSettings settings) {
        String scope = open.sourceName() + "\n" + settings.config().sink();
        return () -> scope;
    }

    /** Empty as well while it cannot be asked. */
    private Optional<String> storeName() {
        try {
            return open.storeName();
        } catch (SyncException none) {
            return Optional.empty();
        }
    }

    /**
     * Opens the adapters and starts to work.
     *
     * @throws io.syncline.core.adapter.ConfigException if an adapter refuses its configuration
     * @throws io.syncline.api.failure.SyncException if something cannot be opened
     */
    static RunningService start(ServeSettings settings, InstantSource clock, ServedMetrics metrics) {
        Opened opened = Opened.of(settings);
        try {
            RunningService running = new RunningService(settings, opened, clock, metrics);
            running.service.start();
            return running;
        } catch (RuntimeException | Error e) {
            // closed in any case; what closing it throws is added to the failure
            OpenEngine left = opened.engine();
            try (left) {
                throw e;
            }
        }
    }

    Served served() {
        return served;
    }

    ServeSettings settings() {
        return settings;
    }

    /** The text for Prometheus. */
    String scrape() {
        return metrics.scrape(served);
    }

    /** Begins nothing more, and asks the runs to end. */
    void stop() {
        service.stop();
    }

    /**
     * Waits for the runs, as long as the settings say.
     *
     * @return whether all runs have ended
     */
    boolean drain() {
        List<TrackedRun> left = service.drain();
        if (left.isEmpty()) {
            return true;
        }
        LOG.warn(
                "These runs do not end: {}. A system does not answer. Their leases expire within {}",
                left.stream()
                        .map(run -> run.descriptor().kind().code() + " of "
                                + run.descriptor().model())
                        .collect(Collectors.joining(", ")),
                Units.inMessage(settings.config().engine().leaseTtl().toString()));
        return false;
    }

    /** Waits for the runs and closes the adapters. An engine with a run that does not end cannot be closed, so it is left. */
    @Override
    public void close() {
        OpenEngine adapters = drain() ? open : null;
        try (adapters;
                askers;
                mcp;
                service) {
            history.flush();
            usage.flush();
        }
    }
}
