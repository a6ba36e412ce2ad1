package io.syncline.testkit.fault;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.testkit.PortMethod;
import java.util.List;

/** A store with shared documents whose calls pass through a {@link FaultInjector}. Thread-safe if the store is. */
final class FaultySharedStore extends FaultyMetadataStore implements SharedDocuments {

    private final SharedDocuments documents;
    private final FaultInjector injector;

    /**
     * Wraps a store.
     *
     * @param store the store
     * @param documents the same store by its second interface
     * @param injector what calls pass through
     */
    FaultySharedStore(MetadataStore store, SharedDocuments documents, FaultInjector injector) {
        super(store, injector);
        this.documents = documents;
        this.injector = injector;
    }

    @Override
    public VersionedDocument document(String name) {
        return injector.call(PortMethod.STORE_DOCUMENT, List.of(name), () -> documents.document(name));
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        return injector.call(
                PortMethod.STORE_COMPARE_AND_SET_DOCUMENT,
                List.of(name, expectedRevision, next),
                () -> documents.compareAndSetDocument(name, expectedRevision, next));
    }
}
