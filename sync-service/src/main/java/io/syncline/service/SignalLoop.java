package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.SignalRelay;
import io.syncline.service.run.ServiceTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the signals of a database, until it is stopped or a person has to set something up. Thread-safe. */
final class SignalLoop {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final SignalRelay relay;
    private final ServiceTime time;
    private final Consumer<ModelName> signalled;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

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
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SetupException e) {
            LOG.error("Signals of the database are not taken any more: {}", e.getMessage());
        } catch (IllegalStateException e) { // thrown when it was closed meanwhile
            if (!stopped.isDone()) {
                throw e;
            }
        }
    }

    private void take() throws InterruptedException {
        try {
            relay.next().forEach(signalled);
        } catch (SetupException e) {
            throw e;
        } catch (SyncException e) {
            LOG.warn("Signals of the database cannot be taken now: {}", e.getMessage());
            time.await(stopped, RETRY);
        }
    }

    void stop() {
        if (stopped.complete(null)) {
            relay.close();
        }
    }
}
