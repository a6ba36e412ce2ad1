package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.SignalRelay;
import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the signals of a database until it is stopped. What a person has to set up is asked for again, since it may be set up
 * meanwhile, or come back by itself, as after a failover. Thread-safe.
 */
final class SignalLoop {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration LONG_RETRY = Duration.ofMinutes(1);

    private final SignalRelay relay;
    private final ServiceTime time;
    private final Consumer<ModelName> signalled;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile Optional<String> problem = Optional.empty();

    /**
     * A loop.
     *
     * @param signalled is told of a model whose records were noted
     */
    SignalLoop(SignalRelay relay, ServiceTime time, Consumer<ModelName> signalled) {
        this.relay = relay;
        this.time = time;
        this.signalled = signalled;
    }

    void run() {
        try {
            while (!stopped.isDone()) {
                Duration pause = take();
                if (!pause.isZero()) {
                    time.await(stopped, pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how long to wait before the next attempt. */
    private Duration take() {
        try {
            relay.next().forEach(signalled);
            problem = Optional.empty();
            return Duration.ZERO;
        } catch (SetupException e) {
            note(e.getMessage(), () -> LOG.error("Signals of the database are not taken: {}", e.getMessage()));
            return LONG_RETRY;
        } catch (SyncException e) {
            note(e.getMessage(), () -> LOG.warn("Signals of the database cannot be taken now: {}", e.getMessage()));
            return RETRY;
        } catch (RuntimeException | Error e) { // also one of a relay that was closed meanwhile
            note(
                    "internal error; the log has the details",
                    () -> LOG.error("Signals of the database were not taken", e));
            return LONG_RETRY;
        }
    }

    /** Logs what is new. */
    private void note(String message, Runnable log) {
        if (!stopped.isDone() && !problem.equals(Optional.of(message))) {
            problem = Optional.of(message);
            log.run();
        }
    }

    /** Why no signals are taken now; empty if they are, or nobody knows yet. */
    Optional<String> problem() {
        return problem;
    }

    void stop() {
        if (stopped.complete(null)) {
            relay.close();
        }
    }
}
