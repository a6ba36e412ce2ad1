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
 * Replaces a collection by a new one, for another embedding model or another shape, while the old one serves. Built by
 * {@link QdrantVectorSinkBuilder#reindex}.
 *
 * <ol>
 *   <li>{@link #begin} creates the new collection, or finds the one that an earlier attempt began, and returns a sink that
 *       fills it. Run a full sync of each model into it.
 *   <li>{@link #check} compares the collections: the new one must have each record in no older version, and searches in it
 *       must find what an exact search finds.
 *   <li>{@link #switchOver} checks again, and atomically points the alias to the new collection. Sinks that were prepared
 *       before continue to use the old one.
 *   <li>{@link #rollback} returns to the old collection; {@link #dropIdle} drops collections that are not in use.
 * </ol>
 *
 * <p>Each step can be repeated after a crash, and continues where it was. Two processes must not reindex at the same time.
 * The new collection lacks what is synced into the old one after the last check, until the next sync: the saved state
 * belongs to the old collection, so that sync reads every record.
 *
 * <p>Requires Qdrant 1.16 and an alias as {@link QdrantVectorSink#prepare} creates it. Not thread-safe.
 */
public final class QdrantReindex implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QdrantReindex.class);

    private final ConnectionSettings connectionSettings;
    private final CollectionSettings settings;
    private final WriteLimits limits;
    private final QdrantConnection connection;
    private final CollectionAdmin admin;
    private final Generations generations;

    QdrantReindex(ConnectionSettings connectionSettings, CollectionSettings settings, WriteLimits limits) {
        this.connectionSettings = connectionSettings;
        this.settings = settings;
        this.limits = limits;
        this.connection = new QdrantConnection(connectionSettings);
        this.admin = new CollectionAdmin(connection);
        this.generations = new Generations(connection, settings.name());
    }

    /** Lists the collections behind the name. */
    public ReindexStatus status() {
        return generations.status();
    }

    /**
     * Creates the new collection, or continues with the one that was begun for the same embedder.
     *
     * @param schema what it will store
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
     * Lists the models in the serving collection, which the new one must also have.
     *
     * @return the models, ordered by source and name
     * @throws SetupException if there is nothing to replace
     */
    public List<ModelKey> models() {
        CollectionSetup setup = new CollectionSetup(connection, settings, limits);
        return new ModelKeys(connection, setup.target(generations.serving())).all();
    }

    /**
     * Returns the embedder of the serving collection.
     *
     * @return its fingerprint as text, or empty if it was not recorded
     * @throws SetupException if there is nothing to replace
     */
    public Optional<String> embedder() {
        return generations.metadata(generations.serving()).embedder();
    }

    /**
     * Returns whether the index of the new collection is complete, so that it can be compared. Takes one small request.
     * Close the sink that filled the collection first, since that may enable its index.
     *
     * @return true also if there is no new collection
     */
    public boolean indexed() {
        return generations.status().building().map(this::isIndexed).orElse(true);
    }

    /**
     * Compares like {@link #check(BiFunction)}, assuming that the source still has all records.
     *
     * @throws SetupException if no new collection was begun
     */
    public ReindexReport check() {
        return check((key, ids) -> Set.copyOf(ids));
    }

    /**
     * Compares the new collection with the serving one, and changes nothing. Close the sink that filled the new one first,
     * so that its index is built. Records that the new collection lacks or has in an older version count only if the
     * source still has them.
     *
     * @param existing returns which of at most 500 records of a model the source still has
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
        ReservoirSample sample = new ReservoirSample();
        List<ModelComparison> models = new CollectionDiff(connection, old, fresh, existing).compare(sample);
        double recall = new Recall(connection, fresh).of(sample.ids());
        return new ReindexReport(serving, building, models, isIndexed(building), recall, false);
    }

    /**
     * Switches like {@link #switchOver(BiFunction)}, assuming that the source still has all records.
     */
    public ReindexReport switchOver() {
        return switchOver((key, ids) -> Set.copyOf(ids));
    }

    /**
     * Checks, and if the collections agree, points the alias to the new one.
     *
     * @param existing returns which of at most 500 records of a model the source still has
     * @return the comparison, and whether the new collection serves now
     */
    public ReindexReport switchOver(BiFunction<ModelKey, List<RecordId>, Set<RecordId>> existing) {
        ReindexReport report = check(existing);
        if (!report.agrees()) {
            LOG.warn("Collection {} still serves: {}", report.serving(), report);
            return report;
        }
        // The order matters after a crash: the way back is recorded before the switch, and the mark removed after it.
        admin.remember(report.building(), CollectionMetadata.PREVIOUS, PayloadValues.of(report.serving()));
        admin.point(settings.name(), report.building());
        admin.forget(report.building(), CollectionMetadata.BUILDING);
        LOG.info("Collection {} serves as {}, replacing {}", report.building(), settings.name(), report.serving());
        return report.afterSwitch();
    }

    /**
     * Points the alias back to the collection that served before the last switch. The other collection is not dropped.
     *
     * @return the collection that serves now
     * @throws SetupException if there is no previous collection
     */
    public String rollback() {
        String serving = generations.serving();
        String previous = generations
                .status()
                .previous()
                .orElseThrow(() -> new SetupException(
                        "Cannot roll back: the collection that served before " + serving + " does not exist"));
        admin.forget(serving, CollectionMetadata.BUILDING);
        admin.point(settings.name(), previous);
        LOG.info("Collection {} serves as {} again, replacing {}", previous, settings.name(), serving);
        return previous;
    }

    /**
     * Drops the collections that neither serve nor are being built. A rollback is impossible afterwards.
     *
     * @return the names of the dropped collections
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
     * @return its name
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

    /** A switch that was interrupted before its last step leaves the mark that the collection is being built. */
    private void finishSwitch(String serving) {
        if (generations.metadata(serving).building()) {
            admin.forget(serving, CollectionMetadata.BUILDING);
        }
    }

    private void requireMetadata() {
        ServerVersion version = new CollectionSetup(connection, settings, limits).version();
        if (!version.hasMetadata()) {
            throw new SetupException("Qdrant " + version.text() + " does not support reindexing; upgrade to 1.16");
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
