package io.syncline.testkit.contract;

import io.syncline.api.RecordId;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Does what another one does. */
abstract class ForwardingReindexing implements Reindexing {

    private final Reindexing reindexing;

    ForwardingReindexing(Reindexing reindexing) {
        this.reindexing = reindexing;
    }

    @Override
    public ReindexStatus status() {
        return reindexing.status();
    }

    @Override
    public VectorSink begin(SinkSchema schema, Set<String> sources) {
        return reindexing.begin(schema, sources);
    }

    @Override
    public void setCondition(String condition) {
        reindexing.setCondition(condition);
    }

    @Override
    public Optional<String> condition() {
        return reindexing.condition();
    }

    @Override
    public List<ModelKey> models() {
        return reindexing.models();
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return reindexing.quarantined(key, range, limit);
    }

    @Override
    public Optional<String> embedder() {
        return reindexing.embedder();
    }

    @Override
    public boolean indexed() {
        return reindexing.indexed();
    }

    @Override
    public ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        return reindexing.check(existing, excluded);
    }

    @Override
    public ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        return reindexing.switchOver(existing, excluded);
    }

    @Override
    public void rollback(String collection) {
        reindexing.rollback(collection);
    }

    @Override
    public List<String> dropIdle(Duration grace) {
        return reindexing.dropIdle(grace);
    }

    @Override
    public Optional<String> abandon() {
        return reindexing.abandon();
    }

    @Override
    public void close() {
        reindexing.close();
    }
}
