package io.syncline.enginetests.virtualtime;

import io.syncline.api.failure.TransientException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.forward.ForwardingEmbedder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The embedding service that all processes use: it may break down for a while, and accept a number of requests per period. */
final class SimService extends ForwardingEmbedder {

    private final VirtualTime time;
    private final SimAdversaries adversaries;
    private final Deque<Long> accepted = new ArrayDeque<>();
    private long downUntil = Long.MIN_VALUE;

    SimService(Embedder next, VirtualTime time, SimAdversaries adversaries) {
        super(next);
        this.time = time;
        this.adversaries = adversaries;
    }

    /** It answers nothing for a while. */
    void breakDown() {
        downUntil = time.nanos() + adversaries.breakdown.toNanos();
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        if (time.nanos() < downUntil) {
            throw new TransientException("Simulated: connection refused", null);
        }
        if (adversaries.limitsRate()) {
            admit();
        }
        return next.embed(texts, type);
    }

    private void admit() {
        long now = time.nanos();
        while (!accepted.isEmpty() && accepted.element() + adversaries.period.toNanos() <= now) {
            accepted.remove();
        }
        if (accepted.size() >= adversaries.requestsPerPeriod) {
            boolean tells = adversaries.random().nextBoolean();
            Duration left = Duration.ofNanos(accepted.element() + adversaries.period.toNanos() - now);
            throw TransientException.rateLimited("Simulated: too many requests", tells ? left : null);
        }
        accepted.add(now);
    }
}
