package io.syncline.enginetests.virtualtime;

import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkSchema;
import io.syncline.testkit.forward.ForwardingCatalogSink;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Checks every change of the sink, and records its answers to a run. */
final class WatchedSink extends ForwardingCatalogSink {

    private final SimRun run;
    private final SimWorld world;
    private final RouteChecks checks;

    WatchedSink(SimRun run, SimWorld world, VectorSink next) {
        super(next);
        this.run = run;
        this.world = world;
        this.checks = run.route.checks;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return opened(next.prepare(schema));
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return opened(next.open(schema));
    }

    private SinkIdentity opened(SinkIdentity sink) {
        run.opened(sink);
        return sink;
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        boolean ordered = next.listsInOrder(key);
        run.ordered(ordered);
        return ordered;
    }

    @Override
    public SinkIdentity identity() {
        return opened(super.identity());
    }

    @Override
    public void rename(ModelKey from, String to, long epoch) {
        super.rename(from, to, epoch);
        checks.struck();
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        List<RecordId> ids = documents.stream().map(EmbeddedDocument::id).toList();
        checks.changing(run, ids, () -> next.upsert(key, epoch, documents));
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        checks.changing(run, keep.keySet(), () -> next.trim(key, epoch, keep));
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        checks.changing(run, ids, () -> next.delete(key, epoch, ids));
    }

    @Override
    public void quarantine(ModelKey key, long epoch, Collection<RecordId> ids, Quarantine quarantine) {
        checks.changing(run, ids, () -> super.quarantine(key, epoch, ids, quarantine));
    }

    @Override
    public void lift(ModelKey key, long epoch, Collection<RecordId> ids) {
        checks.changing(run, ids, () -> super.lift(key, epoch, ids));
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        Map<RecordId, RecordStamp> stamps = next.stamps(key, ids);
        checks.late().compared(run, ids);
        return stamps;
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        IdPage page = next.ids(key, range, limit);
        // a comparison may list once more, when ids of another order have appeared, and still act on its first listing
        page.entries().forEach(entry -> run.sinkListed.putIfAbsent(entry.id(), world.time.steps()));
        return page;
    }
}
