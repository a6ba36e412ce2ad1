package io.syncline.testkit.contract;

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

/** A source to be broken in one place. */
class DelegatingSource implements RecordSource {

    final RecordSource source;

    DelegatingSource(RecordSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Instant now() {
        return source.now();
    }

    @Override
    public ModelDescription describe(ModelName model) {
        return source.describe(model);
    }

    @Override
    public long count(RecordScope scope) {
        return source.count(scope);
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        return source.page(scope, range, limit);
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        return source.ids(scope, range, limit);
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return source.read(scope, ids);
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        return source.existing(scope, ids);
    }

    @Override
    public void close() {
        source.close();
    }
}
