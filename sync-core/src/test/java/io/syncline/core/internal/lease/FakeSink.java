package io.syncline.core.internal.lease;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.run.AbsentSink;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.port.vector.SinkHit;
import io.syncline.core.port.vector.SinkIdentity;
import io.syncline.core.port.vector.SinkMark;
import io.syncline.core.port.vector.SinkQuery;
import io.syncline.core.port.vector.SinkSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sink with a mark. Tests lose it, raise it from outside and make calls fail. */
final class FakeSink implements VectorSink {

    private final AbsentSink nothing = new AbsentSink();
    long mark;
    Optional<String> database = Optional.empty();
    String id = "store-1";
    int raises;

    /** Thrown by each call, if it is set. */
    @Nullable RuntimeException failure;

    /** Whether a mark is raised and the answer is lost. */
    boolean losesAnswers;

    /** Whether a request to raise the mark is lost. */
    boolean losesRequests;

    /** Runs before the mark is raised, as another process might. */
    Runnable beforeRaising = () -> {};

    /** The store that the sink has now. */
    OpenedStore opened() {
        return new OpenedStore(this, new SinkIdentity(id, "store of the test"));
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        fail();
        return mark == 0 ? Optional.empty() : Optional.of(new SinkMark(mark, database));
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        fail();
        beforeRaising.run();
        if (losesRequests) {
            throw new UnknownOutcomeException("Request lost for the test");
        }
        if (!id.equals(store) || mark != expected || next.value() <= mark) {
            return false;
        }
        raises++;
        mark = next.value();
        database = next.database();
        if (losesAnswers) {
            throw new UnknownOutcomeException("Answer lost for the test");
        }
        return true;
    }

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return nothing.prepare(schema);
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return nothing.open(schema);
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return nothing.listsInOrder(key);
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return nothing.stamps(key, ids);
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        nothing.upsert(key, epoch, documents);
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        nothing.trim(key, epoch, keep);
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        nothing.delete(key, epoch, ids);
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return nothing.ids(key, range, limit);
    }

    @Override
    public long count(ModelKey key) {
        return nothing.count(key);
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return nothing.payloadNames(source, models, wanted);
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return nothing.search(query);
    }

    @Override
    public void close() {
        nothing.close();
    }

    private void fail() {
        if (failure != null) {
            throw failure;
        }
    }
}
