package io.syncline.testkit.fault;

import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import io.syncline.testkit.PortMethod;
import io.syncline.testkit.forward.ForwardingEmbedder;
import java.util.List;

/** An embedder whose calls pass through a {@link FaultInjector}. Thread-safe if the embedder is. */
final class FaultyEmbedder extends ForwardingEmbedder {

    private final FaultInjector injector;

    FaultyEmbedder(Embedder embedder, FaultInjector injector) {
        super(embedder);
        this.injector = injector;
    }

    @Override
    public EmbeddingResult embed(List<String> texts, InputType type) {
        return injector.call(
                PortMethod.EMBEDDER_EMBED, List.of(List.copyOf(texts), type), () -> next.embed(texts, type));
    }
}
