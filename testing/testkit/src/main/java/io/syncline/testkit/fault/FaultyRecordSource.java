package io.syncline.testkit.fault;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.RecordSource;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.ModelDescription;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.testkit.PortMethod;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A source whose calls pass through a {@link FaultInjector}. Thread-safe if the source is. */
final class FaultyRecordSource implements RecordSource {

    private final RecordSource source;
    private final FaultInjector injector;

    FaultyRecordSource(RecordSource source, FaultInjector injector) {
        this.source = source;
        this.injector = injector;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Optional<String> database() {
        return injector.call(PortMethod.SOURCE_DATABASE, List.of(), source::database);
    }

    @Override
    public Instant now() {
        return injector.call(PortMethod.SOURCE_NOW, List.of(), source::now);
    }

    @Override
    public ModelDescription describe(ModelName model) {
        return injector.call(PortMethod.SOURCE_DESCRIBE, List.of(model), () -> source.describe(model));
    }

    @Override
    public long count(RecordScope scope) {
        return injector.call(PortMethod.SOURCE_COUNT, List.of(scope), () -> source.count(scope));
    }

    @Override
    public RecordPage page(RecordScope scope, IdRange range, int limit) {
        return injector.call(
                PortMethod.SOURCE_PAGE, List.of(scope, range, limit), () -> source.page(scope, range, limit));
    }

    @Override
    public IdPage ids(RecordScope scope, IdRange range, int limit) {
        return injector.call(
                PortMethod.SOURCE_IDS, List.of(scope, range, limit), () -> source.ids(scope, range, limit));
    }

    @Override
    public RecordPage read(RecordScope scope, Collection<RecordId> ids) {
        return injector.call(PortMethod.SOURCE_READ, List.of(scope, List.copyOf(ids)), () -> source.read(scope, ids));
    }

    @Override
    public Set<RecordId> existing(RecordScope scope, Collection<RecordId> ids) {
        return injector.call(
                PortMethod.SOURCE_EXISTING, List.of(scope, List.copyOf(ids)), () -> source.existing(scope, ids));
    }

    @Override
    public void close() {
        source.close();
    }
}
