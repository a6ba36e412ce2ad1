package io.syncline.testkit.forward;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** A source that delegates all calls to another one; override some. Thread-safe if the delegate is. */
public abstract class ForwardingRecordSource implements RecordSource {

    /** The delegate. */
    protected final RecordSource next;

    /**
     * Delegates calls.
     *
     * @param next the delegate; closed with this one
     */
    protected ForwardingRecordSource(RecordSource next) {
        this.next = next;
    }

    @Override
    public String name() {
        return next.name();
    }

    @Override
    public Optional<String> database() {
        return next.database();
    }

    @Override
    public Instant now() {
        return next.now();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        return next.describe(model);
    }

    @Override
    public long count(RecordScope scope) {
        return next.count(scope);
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        return next.page(scope, range, limit);
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        return next.ids(scope, range, limit);
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return next.read(scope, ids);
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        return next.existing(scope, ids);
    }

    @Override
    public void close() {
        next.close();
    }
}
