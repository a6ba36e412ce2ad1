package io.syncline.core.internal.budget;

import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.MetadataStore;
import io.syncline.core.port.SharedDocuments;
import io.syncline.core.port.metadata.VersionedDocument;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The document of a shared budget in the metadata store.
 *
 * @param name the name of the document
 * @param store tells the time
 * @param documents the same store by its second interface
 */
record BudgetDocument(String name, MetadataStore store, SharedDocuments documents) {

    /**
     * What was read of the store.
     *
     * @param document the document
     * @param time the clock of the store, or null if it was not asked for
     */
    record Reading(VersionedDocument document, @Nullable Instant time) {}

    /**
     * A document in a store.
     *
     * @throws SetupException if the store keeps no shared documents
     */
    static BudgetDocument in(MetadataStore store, String name) {
        if (store instanceof SharedDocuments documents) {
            return new BudgetDocument(name, store, documents);
        }
        throw new SetupException(
                "The metadata store does not support shared documents, so it cannot hold the shared budget " + name
                        + ". Use another store, or no shared budget");
    }

    CompletableFuture<Reading> read(EventLoop loop, boolean withTime) {
        return loop.call(Work.STATE, () -> new Reading(documents.document(name), withTime ? store.now() : null));
    }

    /** Replaces the document, unless it has changed since the revision. */
    CompletableFuture<Boolean> replace(EventLoop loop, long revision, BudgetLedger ledger) {
        String text = BudgetLedgerFormat.write(ledger);
        return loop.call(Work.STATE, () -> documents.compareAndSetDocument(name, revision, text));
    }

    SetupException damaged(IllegalArgumentException cause) {
        return new SetupException(
                "The shared budget " + name + " in the metadata store is damaged: " + cause.getMessage()
                        + ". Stop all processes that share it, delete the document and restart them, or use the Syncline version that wrote it",
                cause);
    }
}
