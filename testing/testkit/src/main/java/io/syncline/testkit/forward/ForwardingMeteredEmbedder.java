package io.syncline.testkit.forward;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderQuota;

/**
 * A metered embedder that delegates all calls to another one; override some. Thread-safe if the delegate is.
 */
public abstract class ForwardingMeteredEmbedder extends ForwardingEmbedder implements Metered {

    private final Metered metered;

    /**
     * Delegates calls.
     *
     * @param <E> the type of the delegate
     * @param next the delegate; closed with this one
     */
    protected <E extends Embedder & Metered> ForwardingMeteredEmbedder(E next) {
        super(next);
        this.metered = next;
    }

    @Override
    public EmbedderQuota quota() {
        return metered.quota();
    }

    @Override
    public double expectedRatio() {
        return metered.expectedRatio();
    }
}
