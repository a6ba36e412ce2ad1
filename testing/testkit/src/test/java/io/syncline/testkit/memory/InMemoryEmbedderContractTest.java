package io.syncline.testkit.memory;

import io.syncline.core.port.Embedder;
import io.syncline.testkit.contract.EmbedderContract;
import io.syncline.testkit.contract.EmbedderFixture;

class InMemoryEmbedderContractTest implements EmbedderContract {

    private final Embedder embedder = InMemoryEmbedder.builder().build();

    @Override
    public EmbedderFixture fixture() {
        return () -> embedder;
    }
}
