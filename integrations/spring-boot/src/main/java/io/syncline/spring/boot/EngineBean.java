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
import org.springframework.beans.factory.FactoryBean;

/**
 * The engine of the starter, closed by Spring after all beans that use it and before its parts. A system that does not answer holds
 * up a run for as long as its call may last; the application does not wait for that, and the lease of that run expires.
 */
record EngineBean(SyncEngine engine) implements FactoryBean<SyncEngine>, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.spring");

    /** The life cycle has asked the runs to end before, and waited for those of the service. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @Override
    public SyncEngine getObject() {
        return engine;
    }

    @Override
    public Class<SyncEngine> getObjectType() {
        return SyncEngine.class;
    }

    @Override
    public void destroy() {
        CompletableFuture<Void> closed = CompletableFuture.runAsync(engine::close, new StarterThreads("close"));
        try {
            closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Not waiting longer for a run that was asked to end: its lease expires, and the next run resumes");
        } catch (ExecutionException e) {
            LOG.warn("The engine did not close because of an internal error", StarterThreads.cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
