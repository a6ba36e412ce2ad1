package io.syncline.testkit.memory;

import io.syncline.api.RecordId;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Replaces collections of {@link InMemoryVectorSink}s. Search is exact, so that a collection is always indexed and its
 * recall is 1.
 *
 * <p>The collections outlive it: {@link #reopen} gives another one over the same collections, as another process would
 * have it. Not thread-safe.
 */
public final class InMemoryReindexing implements Reindexing {

    private final NamedCollections collections;

    private InMemoryReindexing(NamedCollections collections) {
        this.collections = collections;
    }

    /**
     * A name without collections.
     *
     * @param clock tells how long a collection has been idle
     */
    public InMemoryReindexing(InstantSource clock) {
        this(new NamedCollections(clock));
    }

    /**
     * Opens the same collections once more.
     *
     * @return another reindexing, which does not depend on this one
     */
    public InMemoryReindexing reopen() {
        return new InMemoryReindexing(collections);
    }

    /**
     * Opens the collection that serves now.
     *
     * @return a sink that is not prepared yet
     */
    public InMemoryVectorSink openSink() {
        return new InMemoryVectorSink(collections.serving(), true);
    }

    @Override
    public ReindexStatus status() {
        return collections.status();
    }

    @Override
    public VectorSink begin(SinkSchema schema, Set<String> sources) {
        InMemoryVectorSink sink = new InMemoryVectorSink(collections.build(schema, sources), true);
        sink.prepare(schema);
        return sink;
    }

    @Override
    public void setCondition(String condition) {
        collections.setCondition(condition);
    }

    @Override
    public Optional<String> condition() {
        return collections.condition();
    }

    @Override
    public List<ModelKey> models() {
        return List.copyOf(versions(collections.requireServing()).keySet());
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        PointTable serving = collections.table(collections.requireServing());
        return SinkPages.quarantined(serving.quarantined(key, range, limit + 1L), range, limit);
    }

    @Override
    public Optional<String> embedder() {
        return collections
                .table(collections.requireServing())
                .schema()
                .map(SinkSchema::embedder)
                .map(EmbedderFingerprint::toString);
    }

    @Override
    public boolean indexed() {
        return true;
    }

    @Override
    public ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        String serving = collections.requireServing();
        String building = collections.requireBuilding();
        Map<ModelKey, Map<RecordId, Long>> fresh = versions(building);
        List<ModelComparison> models = new ArrayList<>();
        versions(serving).forEach((key, old) -> {
            VersionComparison versions = new VersionComparison(old, fresh.getOrDefault(key, Map.of()));
            models.add(versions.compare(key, excluded.getOrDefault(key, Set.of()), existing));
        });
        return new ReindexReport(serving, building, models, true, 1, false);
    }

    /** The versions of all records, by source and model. */
    private NavigableMap<ModelKey, Map<RecordId, Long>> versions(String collection) {
        NavigableMap<ModelKey, Map<RecordId, Long>> versions =
                new TreeMap<>(Comparator.comparing(ModelKey::source).thenComparing(ModelKey::model));
        return collections.table(collection).with(filling -> {
            filling.models().forEach((key, records) -> {
                Map<RecordId, Long> ofModel = new HashMap<>();
                records.forEach(
                        (id, record) -> ofModel.put(id, record.idAndVersion().version()));
                if (!ofModel.isEmpty()) {
                    versions.put(key, ofModel);
                }
            });
            return versions;
        });
    }

    @Override
    public ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        ReindexReport report = check(existing, excluded);
        if (!report.agrees()) {
            return report;
        }
        collections.switchOver();
        return report.afterSwitch();
    }

    @Override
    public void rollback(String collection) {
        collections.rollback(collection);
    }

    @Override
    public List<String> dropIdle(Duration grace) {
        return collections.dropIdle(grace);
    }

    @Override
    public Optional<String> abandon() {
        return collections.abandon();
    }

    /** Does nothing; there is no connection to release. */
    @Override
    public void close() {}
}
