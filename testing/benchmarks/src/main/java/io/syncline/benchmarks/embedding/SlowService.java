package io.syncline.benchmarks.embedding;

import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.embedding.SimulatedService;
import io.syncline.testkit.forward.ForwardingMeteredEmbedder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A simulated service with a latency. Thread-safe. */
final class SlowService extends ForwardingMeteredEmbedder {

    private final Duration latency;

    /**
     * Delays the answers of a service.
     *
     * @param service the service
     * @param latency from request to answer
     */
    SlowService(SimulatedService service, Duration latency) {
        super(service);
        this.latency = latency;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        pause();
        EmbeddingResult result = super.embed(texts, type);
        pause();
        return result;
    }

    private void pause() {
        LockSupport.parkNanos(latency.dividedBy(2).toNanos());
    }
}
