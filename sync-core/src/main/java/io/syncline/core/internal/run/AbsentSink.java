package io.syncline.core.internal.run;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.Cursor;
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

/** A sink whose store does not exist yet: it holds nothing, and takes nothing. For plans. Thread-safe. */
public final class AbsentSink implements VectorSink {

    /** The identity of a store that does not exist yet; no state belongs to it. */
    public static final SinkIdentity IDENTITY = new SinkIdentity("absent", "a store that does not exist yet");

    @Override
    public SinkIdentity prepare(SinkSchema schema) {
        return IDENTITY;
    }

    @Override
    public SinkIdentity open(SinkSchema schema) {
        return IDENTITY;
    }

    @Override
    public Optional<SinkMark> mark(ModelKey key) {
        return Optional.empty();
    }

    @Override
    public boolean raiseMark(ModelKey key, String store, long expected, SinkMark next) {
        throw readOnly();
    }

    @Override
    public boolean listsInOrder(ModelKey key) {
        return true;
    }

    @Override
    public Map<RecordId, RecordStamp> stamps(ModelKey key, Collection<RecordId> ids) {
        return Map.of();
    }

    @Override
    public void upsert(ModelKey key, long epoch, List<EmbeddedDocument> documents) {
        throw readOnly();
    }

    @Override
    public void trim(ModelKey key, long epoch, Map<RecordId, Integer> keep) {
        throw readOnly();
    }

    @Override
    public void delete(ModelKey key, long epoch, Collection<RecordId> ids) {
        throw readOnly();
    }

    private static IllegalStateException readOnly() {
        return new IllegalStateException("A store that does not exist takes no writes");
    }

    @Override
    public IdPage ids(ModelKey key, IdRange range, int limit) {
        return new IdPage(List.of(), Cursor.END, true);
    }

    @Override
    public long count(ModelKey key) {
        return 0;
    }

    @Override
    public Set<String> payloadNames(String source, Set<ModelName> models, Set<String> wanted) {
        return Set.of();
    }

    @Override
    public List<SinkHit> search(SinkQuery query) {
        return List.of();
    }

    @Override
    public void close() {
        // there is nothing to release
    }
}
