package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.testkit.forward.ForwardingMetadataStore;

/** A metadata store, faulty or not, and shared documents beside it: without them nobody can touch a record. */
final class StoreWithDocuments extends ForwardingMetadataStore implements SharedDocuments {

    private final SharedDocuments documents;

    StoreWithDocuments(MetadataStore next, SharedDocuments documents) {
        super(next);
        this.documents = documents;
    }

    @Override
    public VersionedDocument document(String name) {
        return documents.document(name);
    }

    @Override
    public boolean compareAndSetDocument(String name, long expectedRevision, String next) {
        return documents.compareAndSetDocument(name, expectedRevision, next);
    }
}
