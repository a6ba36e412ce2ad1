package io.syncline.testkit.fault;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderFingerprint;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import io.syncline.testkit.PortMethod;
import java.util.List;

/** An embedder whose calls pass through a {@link FaultInjector}. Thread-safe if the embedder is. */
final class FaultyEmbedder implements Embedder {

    private final Embedder embedder;
    private final FaultInjector injector;

    FaultyEmbedder(Embedder embedder, FaultInjector injector) {
        this.embedder = embedder;
        this.injector = injector;
    }

    @Override
    public EmbedderFingerprint fingerprint() {
        return embedder.fingerprint();
    }

    @Override
    public EmbedderLimits limits() {
        return embedder.limits();
    }

    @Override
    public int tokens(String text) {
        return embedder.tokens(text);
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return injector.call(
                PortMethod.EMBEDDER_EMBED, List.of(List.copyOf(texts), type), () -> embedder.embed(texts, type));
    }

    @Override
    public void close() {
        embedder.close();
    }
}
