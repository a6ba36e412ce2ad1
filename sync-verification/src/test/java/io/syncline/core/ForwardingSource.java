package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.IdPage;
import io.syncline.core.port.IdRange;
import io.syncline.core.port.ModelDescription;
import io.syncline.core.port.RecordPage;
import io.syncline.core.port.RecordScope;
import io.syncline.core.port.RecordSource;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** A source that does as another one does, to be changed in places. */
class ForwardingSource implements RecordSource {

    final RecordSource next;

    ForwardingSource(RecordSource next) {
        this.next = next;
    }

    @Override
    public String name() {
        return next.name();
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
