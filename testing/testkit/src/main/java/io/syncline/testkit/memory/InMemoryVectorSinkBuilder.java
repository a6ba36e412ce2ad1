package io.syncline.testkit.memory;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Builds an {@link InMemoryVectorSink}; not thread-safe. */
public final class InMemoryVectorSinkBuilder {

    final Setting<String> name = Setting.named("name");
    final Setting<Boolean> silent = Setting.named("silent");
    final Setting<Boolean> unordered = Setting.named("unordered");

    InMemoryVectorSinkBuilder() {}

    /**
     * Names the store. Its identities are this name with a number, so that runs can be reproduced; they are random unless
     * set.
     *
     * @param value 1 to 40 letters, digits and hyphens, different from those of other stores under one state
     * @return this builder
     */
    public InMemoryVectorSinkBuilder name(String value) {
        if (!requireNonNull(value, "name").matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("The name of a sink must be 1 to 40 letters, digits and hyphens");
        }
        name.set(value);
        return this;
    }

    /**
     * Whether a write that the guard refuses returns normally; false unless set.
     *
     * @param value true for a sink as a store that filters on the server
     * @return this builder
     */
    public InMemoryVectorSinkBuilder silent(boolean value) {
        silent.set(value);
        return this;
    }

    /**
     * Whether texts are listed by their point ids instead of by their order; false unless set.
     *
     * @param value true for a sink as a store that pages by point id
     * @return this builder
     */
    public InMemoryVectorSinkBuilder unordered(boolean value) {
        unordered.set(value);
        return this;
    }

    PointTable table() {
        String prefix = name.or("");
        AtomicInteger created = new AtomicInteger();
        Supplier<String> newIds =
                prefix.isEmpty() ? () -> UUID.randomUUID().toString() : () -> prefix + "-" + created.incrementAndGet();
        return new PointTable(
                ("collection " + prefix + " in memory").replace("  ", " "),
                unordered.or(false) ? IdOrder.BY_POINT_ID : IdOrder.ASCENDING,
                newIds);
    }

    /**
     * Builds the sink, without a store.
     *
     * @return a sink that is not prepared
     */
    public InMemoryVectorSink build() {
        return new InMemoryVectorSink(table(), !silent.or(false));
    }
}
