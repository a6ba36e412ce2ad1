package io.syncline.testkit.contract;

import io.syncline.core.port.MetadataStore;

/** The whole contract of {@link MetadataStore}. */
public interface MetadataStoreContract
        extends StoreKeysContract,
                StoreRecordIdsContract,
                StoreStateContract,
                StoreRaceContract,
                StoreFailuresContract,
                StoreFencingContract,
                StoreLifecycleContract {}
