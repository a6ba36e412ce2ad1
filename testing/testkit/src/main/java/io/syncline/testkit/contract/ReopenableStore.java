package io.syncline.testkit.contract;

import io.syncline.core.port.MetadataStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fixture of stores that can be opened over the same data any number of times. Not thread-safe. */
public abstract class ReopenableStore implements MetadataStoreFixture {

    private final List<MetadataStore> opened = new ArrayList<>();
    private @Nullable MetadataStore store;

    /** Opens nothing yet. */
    protected ReopenableStore() {}

    /**
     * Opens a store over the data of this fixture.
     *
     * @return a store that the fixture closes
     */
    protected abstract MetadataStore open();

    @Override
    public final MetadataStore store() {
        if (store == null) {
            store = openSecond();
        }
        return store;
    }

    @Override
    public final MetadataStore reopen() {
        store().close();
        store = openSecond();
        return store;
    }

    @Override
    public final MetadataStore openSecond() {
        MetadataStore second = open();
        opened.add(second);
        return second;
    }

    /** {@inheritDoc} Closes all stores; an override does so first. */
    @Override
    public void close() {
        opened.forEach(MetadataStore::close);
    }
}
