package io.syncline.testkit.contract;

import io.syncline.core.port.MetadataStore;

/** A store that is empty at first. */
public interface MetadataStoreFixture extends Contract.Fixture {

    /**
     * The store under test.
     *
     * @return the same store at each call, until {@link #reopen}
     */
    MetadataStore store();

    /**
     * Closes the store and opens another one over the same data, as a new process would.
     *
     * @return the new store, which {@link #store} returns from now on
     */
    MetadataStore reopen();

    /**
     * Opens another store over the same data while the first is open, as a second process would; see
     * {@link Capability#SHARING}. The fixture closes it.
     *
     * @return the second store
     */
    MetadataStore openSecond();

    /** Damages the stored data, while no store is open or for the next one; see {@link Capability#DAMAGE}. */
    default void damage() {
        throw new UnsupportedOperationException("The data of this store cannot be damaged from outside");
    }
}
