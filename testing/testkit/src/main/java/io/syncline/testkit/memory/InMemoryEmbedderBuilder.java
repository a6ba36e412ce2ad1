package io.syncline.testkit.memory;

import io.syncline.core.adapter.Setting;
import io.syncline.core.port.embedding.EmbedderLimits;
import java.util.function.ToIntFunction;

/** Builds an {@link InMemoryEmbedder}; not thread-safe. */
public final class InMemoryEmbedderBuilder {

    final Setting<String> model = Setting.named("model");
    final Setting<Integer> dimension = Setting.named("dimension");
    final Setting<EmbedderLimits> limits = Setting.named("limits");
    final Setting<ToIntFunction<String>> tokenizer = Setting.named("tokenizer");

    InMemoryEmbedderBuilder() {}

    /**
     * Names the model; vectors of two models have nothing in common. {@code hashed-words} unless set.
     *
     * @param value a name
     * @return this builder
     */
    public InMemoryEmbedderBuilder model(String value) {
        model.set(value);
        return this;
    }

    /**
     * Sets the length of the vectors; 16 unless set.
     *
     * @param value numbers per vector, positive
     * @return this builder
     */
    public InMemoryEmbedderBuilder dimension(int value) {
        Entrance.requirePositive("dimension", value);
        dimension.set(value);
        return this;
    }

    /**
     * Sets what a request may hold; 100 texts, 20,000 tokens, 1,000 of them in one text, and 8 requests at once
     * unless set.
     *
     * @param value the limits, which are enforced except for the concurrency
     * @return this builder
     */
    public InMemoryEmbedderBuilder limits(EmbedderLimits value) {
        limits.set(value);
        return this;
    }

    /**
     * Sets how tokens are counted; one for each word and for each run of other signs unless set.
     *
     * @param value a function that needs no other state
     * @return this builder
     */
    public InMemoryEmbedderBuilder tokenizer(ToIntFunction<String> value) {
        tokenizer.set(value);
        return this;
    }

    /**
     * Builds the embedder.
     *
     * @return the embedder
     */
    public InMemoryEmbedder build() {
        return new InMemoryEmbedder(this);
    }
}
