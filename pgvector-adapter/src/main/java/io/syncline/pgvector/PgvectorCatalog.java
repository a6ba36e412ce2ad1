package io.syncline.pgvector;

import io.syncline.core.adapter.sink.SinkArguments;
import io.syncline.core.port.SourceCatalog;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SourceContent;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The collection that a sink uses, and what it holds by source. Thread-safe. */
abstract class PgvectorCatalog implements SourceCatalog {

    private final PgvectorTransactions transactions;
    private final PgvectorPreparation preparation;
    private final AtomicReference<OpenedCollection> present = new AtomicReference<>();

    PgvectorCatalog(PgvectorPreparation preparation) {
        this.transactions = preparation.transactions();
        this.preparation = preparation;
    }

    /** Uses a collection from now on. */
    final SinkIdentity opened(PgvectorPreparation.Found found) {
        present.set(found.opened());
        return found.identity();
    }

    /** The collection that was prepared or opened; else the one that serves. */
    final OpenedCollection collection() {
        OpenedCollection known = present.get();
        return known == null ? preparation.existing().opened() : known;
    }

    final Generation generation() {
        return collection().generation();
    }

    @Override
    public SinkIdentity identity() {
        return preparation.existing().identity();
    }

    @Override
    public List<SourceContent> contents() {
        Generation generation = generation();
        return transactions.query(
                "list the sources", connection -> new SourceModels(connection, generation).contents());
    }

    @Override
    public List<String> databases(String source) {
        Generation generation = generation();
        return transactions.query(
                "list the databases of " + source,
                connection -> new SourceModels(connection, generation).databases(source));
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        SinkArguments.checkEpoch(epoch);
        Generation generation = generation();
        ModelKey target = new ModelKey(to, from.model());
        transactions.writeAtLength("rename " + from + " to " + to, connection -> {
            new SourceModels(connection, generation).rename(from, target, epoch);
            return target;
        });
    }

    @Override
    public void drop(ModelKey key, long epoch) {
        SinkArguments.checkEpoch(epoch);
        Generation generation = generation();
        transactions.writeAtLength("drop " + key, connection -> {
            new SourceModels(connection, generation).drop(key, epoch);
            return key;
        });
    }
}
