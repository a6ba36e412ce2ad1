package io.syncline.testkit.forward;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.Metered;
import io.syncline.core.port.embedding.EmbedderQuota;

/**
 * A metered embedder that does as another one does, to be changed in places. Thread-safe if the other one is.
 */
public abstract class ForwardingMeteredEmbedder extends ForwardingEmbedder implements Metered {

    private final Metered metered;

    /**
     * Hands calls on.
     *
     * @param <E> the type of the other embedder
     * @param next the other embedder; it is closed with this one
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
