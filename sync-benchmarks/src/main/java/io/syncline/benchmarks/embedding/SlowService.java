package io.syncline.benchmarks.embedding;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbedderQuota;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import io.syncline.core.port.Metered;
import io.syncline.testkit.embedding.SimulatedService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A simulated service whose answers take a while. Thread-safe.
 *
 * @param service what answers
 * @param latency from request to answer
 */
record SlowService(SimulatedService service, Duration latency) implements Embedder, Metered {

    @Override
    public EmbedderFingerprint fingerprint() {
        return service.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return service.limits();
    }

    @Override
    public EmbedderQuota quota() {
        return service.quota();
    }

    @Override
    public int tokens(String text) {
        return service.tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        pause();
        EmbeddingResult result = service.embed(texts, type);
        pause();
        return result;
    }

    private void pause() {
        LockSupport.parkNanos(latency.dividedBy(2).toNanos());
    }

    @Override
    public void close() {
        service.close();
    }
}
