package io.syncline.enginetests.virtualtime;

import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import io.syncline.testkit.memory.InMemoryMetadataStore;

/** A watched store that keeps documents too. */
final class WatchedSharedStore extends WatchedStore implements SharedDocuments {

    private final SharedDocuments documents;

    WatchedSharedStore(SimRun run, InMemoryMetadataStore next) {
        super(run, next);
        this.documents = next;
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
