package io.syncline.spring.boot;

import io.syncline.core.SyncEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Closes the engine before its parts. A system that does not answer holds up a run for as long as its call may last; the
 * application does not wait for that, and the lease of that run expires.
 */
record EngineCloser(SyncEngine engine) implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");

    /** Runs had their time before, see {@code syncline.service.drain}. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public void destroy() {
        CompletableFuture<Void> closed = CompletableFuture.runAsync(engine::close);
        try {
            closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Not waiting for a run: a system does not answer it. Its lease expires, and the next run resumes");
        } catch (ExecutionException e) {
            LOG.warn("The engine did not close: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
