package io.syncline.qdrant;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.VectorSink;
import io.syncline.core.port.embedding.EmbedderFingerprint;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a collection by a new one, for another embedding model or another shape, while the old one serves.
 *
 * <ol>
 *   <li>{@link #begin} makes the new collection, or finds the one that an earlier attempt began, and gives a sink that
 *       fills it. Sync each model into it, in full.
 *   <li>{@link #check} compares the collections: each record must be there in no older version, and searches in the new
 *       one must find what an exact search finds.
 *   <li>{@link #switchOver} checks again and lets the alias stand for the new collection, in one step: there is no moment
 *       at which a search finds no collection. Sinks that were prepared before stay with the old one.
 *   <li>{@link #rollback} goes back to the old collection, {@link #dropIdle} drops what does not serve any more.
 * </ol>
 *
 * <p>Each step can be repeated after a crash and goes on where it was. Let no two processes do it at once. What is synced
 * into the old collection after the last check is missing from the new one until the next sync: its state is of the old
 * collection, so it reads every record.
 *
 * <p>Needs Qdrant 1.16 and an alias as {@link QdrantVectorSink#prepare} makes it. Not thread-safe.
 */
public final class QdrantReindex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantReindex.class);

    private final ConnectionSettings connectionSettings;
    private final CollectionSettings settings;
    private final WriteLimits limits;
    private final Connection connection;
    private final CollectionAdmin admin;
    private final Generations generations;

    QdrantReindex(ConnectionSettings connectionSettings, CollectionSettings settings, WriteLimits limits) {
        this.connectionSettings = connectionSettings;
        this.settings = settings;
        this.limits = limits;
        this.connection = new Connection(connectionSettings);
        this.admin = new CollectionAdmin(connection);
        this.generations = new Generations(connection, settings.name());
    }

    /**
     * What there is.
     *
     * @return the collections behind the name
     */
    public ReindexStatus status() {
        return generations.status();
    }

    /**
     * Makes the new collection, or goes on with the one that was begun for the same embedder.
     *
     * @param schema what it is going to hold
     * @return a prepared sink of the new collection, to be closed by the caller
     * @throws SetupException if there is nothing to replace, or one was begun for another embedder
     */
    public VectorSink begin(SinkSchema schema) {
        requireMetadata();
        finishSwitch(generations.serving());
        Optional<String> begun = generations.status().building();
        begun.ifPresent(collection -> requireEmbedder(collection, schema.embedder()));
        String collection = begun.orElseGet(generations::next);
        QdrantVectorSink sink = new QdrantVectorSink(
                connectionSettings, ImmutableCollectionSettings.copyOf(settings).withNewCollection(collection), limits);
        try {
            sink.prepare(schema);
            return sink;
        } catch (RuntimeException e) {
            sink.close();
            throw e;
        }
    }

    /**
     * What the collection that serves holds, and the new one is to hold.
     *
     * @return the models, ordered by source and name
     * @throws SetupException if there is nothing to replace
     */
    public List<ModelKey> models() {
        CollectionSetup setup = new CollectionSetup(connection, settings, limits);
        return new ModelKeys(connection, setup.target(generations.serving())).all();
    }

    /**
     * The embedder whose vectors the collection that serves holds.
     *
     * @return its fingerprint as a line, or empty if that is not known
     * @throws SetupException if there is nothing to replace
     */
    public Optional<String> embedder() {
        return generations.metadata(generations.serving()).embedder();
    }

    /**
     * Whether the index of the new collection is complete, so that it can be compared; costs one small request. Close
     * the sink that filled it first, since its index may wait for that.
     *
     * @return true if so, or if there is no new collection
     */
    public boolean indexed() {
        return generations.status().building().map(this::isIndexed).orElse(true);
    }

    /**
     * Compares as {@link #check(BiFunction)} does, for a source that still has all its records.
     *
     * @return how they compare
     * @throws SetupException if no new collection was begun
     */
    public ReindexReport check() {
        return check((key, ids) -> Set.copyOf(ids));
    }

    /**
     * Compares the new collection with the one that serves, and changes nothing. Close the sink that filled it first, so
     * that its index is built. Records that the new collection lacks or has in an older version count only if the source
     * still has them: others are left over from before their deletion.
     *
     * @param existing tells which of at most 500 records of a model the source still has
     * @return how they compare
     * @throws SetupException if no new collection was begun
     */
    public ReindexReport check(BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        String serving = generations.serving();
        String building = generations
                .status()
                .building()
                .orElseThrow(() -> new SetupException(
                        "There is no new collection to replace " + serving + ". Begin a reindex, and sync into it"));
        CollectionSetup setup = new CollectionSetup(connection, settings, limits);
        Target old = setup.target(serving);
        Target fresh = setup.target(building);
        Sample sample = new Sample();
        List<ModelComparison> models = new Comparison(connection, old, fresh, existing).compare(sample);
        double recall = new Recall(connection, fresh).of(sample.ids());
        return new ReindexReport(serving, building, models, isIndexed(building), recall, false);
    }

    /**
     * Switches as {@link #switchOver(BiFunction)} does, for a source that still has all its records.
     *
     * @return how they compare, and whether the new one serves now
     */
    public ReindexReport switchOver() {
        return switchOver((key, ids) -> Set.copyOf(ids));
    }

    /**
     * Checks, and if the collections agree, lets the name stand for the new one.
     *
     * @param existing tells which of at most 500 records of a model the source still has
     * @return how they compare, and whether the new one serves now
     */
    public ReindexReport switchOver(BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        ReindexReport report = check(existing);
        if (!report.agrees()) {
            LOG.warn("Collection {} goes on serving: {}", report.serving(), report);
            return report;
        }
        // The way back is noted before it is needed; that it was being built is forgotten after it serves.
        admin.remember(report.building(), Metadata.PREVIOUS, PayloadValues.of(report.serving()));
        admin.point(settings.name(), report.building());
        admin.forget(report.building(), Metadata.BUILDING);
        LOG.info("Collection {} serves as {} now, instead of {}", report.building(), settings.name(), report.serving());
        return report.afterSwitch();
    }

    /**
     * Lets the name stand for the collection that served before the last switch. The other one is kept.
     *
     * @return the collection that serves now
     * @throws SetupException if there is none to return to
     */
    public String rollback() {
        String serving = generations.serving();
        String previous = generations
                .status()
                .previous()
                .orElseThrow(() -> new SetupException("There is no collection that served before " + serving
                        + " any more, so there is nothing to return to"));
        admin.forget(serving, Metadata.BUILDING);
        admin.point(settings.name(), previous);
        LOG.info("Collection {} serves as {} again, instead of {}", previous, settings.name(), serving);
        return previous;
    }

    /**
     * Drops the collections that neither serve nor are being built; there is no rollback after that.
     *
     * @return the names of those that were dropped
     */
    public List<String> dropIdle() {
        generations.serving();
        List<String> idle = generations.status().idle();
        idle.forEach(generations::drop);
        return idle;
    }

    /**
     * Drops the collection that is being built, if there is one.
     *
     * @return its name, or empty if there was none
     */
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

    /** A switch that died at its last step has left the mark of a collection that is being built. */
    private void finishSwitch(String serving) {
        if (generations.metadata(serving).building()) {
            admin.forget(serving, Metadata.BUILDING);
        }
    }

    private void requireMetadata() {
        ServerVersion version = new CollectionSetup(connection, settings, limits).version();
        if (!version.hasMetadata()) {
            throw new SetupException("Qdrant " + version.text()
                    + " cannot remember which collection is being built; upgrade to 1.16 to reindex");
        }
    }

    private void requireEmbedder(String collection, EmbedderFingerprint embedder) {
        String begun = generations.metadata(collection).embedder().orElse("");
        if (!begun.equals(embedder.toString())) {
            throw new SetupException("Collection " + collection + " is being built for " + begun + ", not for "
                    + embedder + ". Finish that reindex, or abandon it");
        }
    }

    private boolean isIndexed(String collection) {
        return new IndexState(admin.info(collection)).complete();
    }
}
