package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.adapter.reindex.ModelDiff;
import io.syncline.core.adapter.reindex.Reindexes;
import io.syncline.core.adapter.reindex.ReservoirSample;
import io.syncline.core.port.Reindexing;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelComparison;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.ReindexReport;
import io.syncline.core.port.vector.ReindexStatus;
import io.syncline.core.port.vector.SinkSchema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a collection behind its alias. Built by {@link QdrantVectorSinkBuilder#reindex}.
 *
 * <p>Requires Qdrant 1.16 and an alias as {@link QdrantVectorSink#prepare} creates it. Not thread-safe.
 */
public final class QdrantReindex implements Reindexing {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantReindex.class);
    private static final String ELSEWHERE = "reindex into another collection name";

    private final ConnectionSettings connectionSettings;
    private final CollectionSettings settings;
    private final WriteLimits limits;
    private final Supplier<UUID> random;
    private final InstantSource clock;
    private final QdrantConnection connection;
    private final CollectionAdmin admin;
    private final Generations generations;

    QdrantReindex(
            ConnectionSettings connectionSettings,
            CollectionSettings settings,
            WriteLimits limits,
            Supplier<UUID> random,
            InstantSource clock) {
        this.connectionSettings = connectionSettings;
        this.settings = settings;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
        this.connection = new QdrantConnection(connectionSettings);
        this.admin = new CollectionAdmin(connection);
        this.generations = new Generations(connection, settings.name());
    }

    @Override
    public ReindexStatus status() {
        return generations.status();
    }

    @Override
    public VectorSink begin(SinkSchema schema, Set<String> sources) {
        requireMetadata();
        String serving = generations.serving();
        Reindexes.requireSources("Collection " + serving, models(), sources, ELSEWHERE);
        Optional<String> begun = generations.status().building();
        begun.ifPresent(collection -> Reindexes.requireEmbedder(
                "Collection " + collection,
                generations.metadata(collection).embedder(),
                schema.embedder().toString()));
        finishSwitch(serving);
        String collection = begun.orElseGet(generations::next);
        QdrantVectorSink sink = new QdrantVectorSink(
                connectionSettings,
                ImmutableCollectionSettings.copyOf(settings).withNewCollection(collection),
                limits,
                random);
        return Reindexes.prepared(sink, schema);
    }

    @Override
    public void setCondition(String condition) {
        admin.remember(requireBuilding(), CollectionMetadata.CONDITION, PayloadValues.of(condition));
    }

    @Override
    public Optional<String> condition() {
        return generations
                .status()
                .building()
                .flatMap(collection -> generations.metadata(collection).condition());
    }

    private String requireBuilding() {
        return generations
                .status()
                .building()
                .orElseThrow(() -> new SetupException("There is no new collection to replace " + generations.serving()
                        + ". Begin a reindex, and sync into it"));
    }

    @Override
    public List<ModelKey> models() {
        return new ModelKeys(connection, setup().target(generations.serving())).all();
    }

    @Override
    public QuarantinePage quarantined(ModelKey key, IdRange range, int limit) {
        return new Reader(connection, setup().target(generations.serving()), key).quarantined(range, limit);
    }

    private CollectionSetup setup() {
        return new CollectionSetup(connection, settings, limits, random);
    }

    @Override
    public Optional<String> embedder() {
        return generations.metadata(generations.serving()).embedder();
    }

    @Override
    public boolean indexed() {
        return generations.status().building().map(this::isIndexed).orElse(true);
    }

    /**
     * Compares like {@link #check(BiFunction, Map)}, assuming that the source still has all records and none is excluded.
     *
     * @throws SetupException if no new collection was begun
     */
    public ReindexReport check() {
        return check((key, ids) -> Set.copyOf(ids), Map.of());
    }

    @Override
    public ReindexReport check(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        String serving = generations.serving();
        String building = requireBuilding();
        Target old = setup().target(serving);
        Target fresh = setup().target(building);
        ReservoirSample<UUID> sample = new ReservoirSample<>();
        List<ModelComparison> models = new CollectionDiff(
                        connection,
                        old,
                        fresh,
                        key -> new ModelDiff(key, existing, excluded.getOrDefault(key, Set.of())))
                .compare(sample);
        double recall = new Recall(connection, fresh).of(sample.points());
        return new ReindexReport(serving, building, models, isIndexed(building), recall, false);
    }

    /**
     * Switches like {@link #switchOver(BiFunction, Map)}, assuming that the source still has all records and none is
     * excluded.
     */
    public ReindexReport switchOver() {
        return switchOver((key, ids) -> Set.copyOf(ids), Map.of());
    }

    @Override
    public ReindexReport switchOver(
            BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing, Map<ModelKey, Set<RecordId>> excluded) {
        ReindexReport report = check(existing, excluded);
        if (!report.agrees()) {
            LOG.warn("Collection {} still serves: {} is not complete", report.serving(), report.building());
            return report;
        }
        // The order matters after a crash: the way back is recorded before the switch, and the note that it is being
        // built is removed after it.
        generations.noteIdle(report.serving(), clock.instant());
        admin.remember(report.building(), CollectionMetadata.PREVIOUS, PayloadValues.of(report.serving()));
        admin.point(settings.name(), report.building());
        admin.forget(report.building(), CollectionMetadata.BUILDING);
        LOG.info("Collection {} serves as {}, replacing {}", report.building(), settings.name(), report.serving());
        return report.afterSwitch();
    }

    /** {@inheritDoc} Also restores an alias that was lost. */
    @Override
    public void rollback(String collection) {
        Optional<String> serving = generations.status().serving();
        generations.requireComplete(collection, serving);
        if (serving.filter(collection::equals).isPresent()) {
            LOG.info("Collection {} serves as {} already", collection, settings.name());
            return;
        }
        if (serving.isPresent()) {
            finishSwitch(generations.serving());
            generations.noteIdle(serving.get(), clock.instant());
        }
        admin.point(settings.name(), collection);
        LOG.info("Collection {} serves as {} again, replacing {}", collection, settings.name(), serving.orElse("none"));
    }

    @Override
    public List<String> dropIdle(Duration grace) {
        generations.serving();
        List<String> idle = generations.status().idle().stream()
                .filter(collection -> generations.isIdleFor(collection, grace, clock.instant()))
                .toList();
        idle.forEach(generations::drop);
        return idle;
    }

    @Override
    public Optional<String> abandon() {
        Optional<String> building = generations.status().building();
        building.ifPresent(generations::drop);
        return building;
    }

    /** Releases the connection. */
    @Override
    public void close() {
        connection.close();
    }

    /** A switch that was interrupted before its last step leaves the mark that the collection is being built. */
    private void finishSwitch(String serving) {
        if (generations.metadata(serving).building()) {
            admin.forget(serving, CollectionMetadata.BUILDING);
        }
    }

    private void requireMetadata() {
        ServerVersion version = new ServerFeatures(connection).version();
        if (!version.hasMetadata()) {
            throw new SetupException("Qdrant " + version.text() + " does not support reindexing; upgrade to 1.16");
        }
    }

    private boolean isIndexed(String collection) {
        return new IndexState(admin.info(collection)).complete();
    }
}
