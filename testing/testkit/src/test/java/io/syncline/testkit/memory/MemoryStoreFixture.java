package io.syncline.testkit.memory;

import io.syncline.core.port.MetadataStore;
import io.syncline.testkit.ManualClock;
import io.syncline.testkit.contract.MetadataStoreFixture;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** An in-memory store, bare or wrapped. */
public final class MemoryStoreFixture implements MetadataStoreFixture {

    private final UnaryOperator<MetadataStore> wrapper;
    private final InMemoryMetadataStore memory =
            new InMemoryMetadataStore(new ManualClock(Instant.parse("2026-11-23T14:05:24Z")));
    private MetadataStore store;

    public MemoryStoreFixture(UnaryOperator<MetadataStore> wrapper) {
        this.wrapper = wrapper;
        this.store = wrapper.apply(memory);
    }

    @Override
    public MetadataStore store() {
        return store;
    }

    @Override
    public MetadataStore reopen() {
        store.close();
        store = openSecond();
        return store;
    }

    @Override
    public MetadataStore openSecond() {
        return wrapper.apply(memory.reopen());
    }

    @Override
    public void close() {
        store.close();
    }
}
