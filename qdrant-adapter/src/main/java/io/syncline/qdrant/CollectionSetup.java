package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.SinkSchema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the collection behind the configured name, or creates it for a writer. */
final class CollectionSetup {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionSetup.class);

    private final QdrantConnection connection;
    private final CollectionSettings settings;
    private final TargetFactory targets;
    private final Supplier<UUID> random;
    private final CollectionNames names;
    private final CollectionAdmin admin;
    private final ServerFeatures features;
    private final FieldIndexes indexes;

    CollectionSetup(
            QdrantConnection connection, CollectionSettings settings, WriteLimits limits, Supplier<UUID> random) {
        this.connection = connection;
        this.settings = settings;
        this.targets = new TargetFactory(settings, limits);
        this.random = random;
        this.names = new CollectionNames(connection, settings.name());
        this.admin = new CollectionAdmin(connection);
        this.features = new ServerFeatures(connection);
        this.indexes = new FieldIndexes(connection, settings.indexExisting());
    }

    /** Creates or checks the collection for a schema. */
    Target prepare(SinkSchema schema) {
        ServerVersion version = features.versionFor(settings);
        Optional<String> serving = settings.newCollection().or(names::serving);
        boolean found = serving.flatMap(admin::find).isPresent();
        String collection = found ? serving.get() : settings.newCollection().orElseGet(() -> first(schema));
        if (!found && admin.find(collection).isEmpty()) {
            create(collection, schema, version);
        }
        Target target = prepare(collection, schema, version);
        if (!found && settings.newCollection().isEmpty()) {
            admin.point(settings.name(), collection);
        }
        return target;
    }

    private Target prepare(String collection, SinkSchema schema, ServerVersion version) {
        CollectionInfo info = admin.info(collection);
        new CollectionCheck(collection, settings, info).check(schema);
        new PayloadIndexes(connection, collection).ensure(info, settings.indexExisting());
        if (version.hasMetadata()) {
            rememberEmbedder(collection, schema, info);
        }
        String filling = new Fillings(connection, version, random).ensure(collection, info);
        if (version.hasMetadata()) {
            new BulkLoad(admin, collection).begin(info, settings.bulkLoad());
        }
        new WordUpdate(connection, targets.of(collection, admin.info(collection), version, filling)).run();
        return targets.of(collection, admin.info(collection), version, filling);
    }

    /**
     * Describes the existing collection for reading, and changes nothing.
     *
     * @param before what the sink used; if it is loading the same collection, a search must not make it forget to end that
     */
    Target open(SinkSchema schema, @Nullable Target before) {
        Found found = find();
        new CollectionCheck(found.collection(), settings, found.info()).check(schema);
        boolean isLoading =
                before != null && before.bulkLoading() && before.collection().equals(found.collection());
        return ImmutableTarget.copyOf(target(found)).withBulkLoading(isLoading);
    }

    /** Whether there is a collection with words. */
    boolean storesWords() {
        try {
            return attach().words() == Target.WordVectors.WRITTEN;
        } catch (MissingStoreException e) {
            return false;
        }
    }

    /** Describes the existing collection for reading, without checking it against a schema. */
    Target attach() {
        return target(find());
    }

    private Found find() {
        Optional<String> collection = settings.newCollection().or(names::serving);
        Optional<CollectionInfo> info = collection.flatMap(admin::find);
        if (info.isEmpty()) {
            throw new MissingStoreException(missing(left()));
        }
        return new Found(collection.get(), info.get());
    }

    private String missing(List<String> left) {
        return new MissingCollection(names, settings.name(), connection.address()).message(left);
    }

    /** The collections that may have served under the name: all but those that are being built. */
    private List<String> left() {
        return names.generations().values().stream()
                .filter(collection ->
                        !CollectionMetadata.of(admin.info(collection)).building())
                .toList();
    }

    private Target target(Found found) {
        // only servers from 1.16 on show metadata, and no later version matters: its version need not be asked for
        ServerVersion version = CollectionMetadata.of(found.info()).filling().isPresent()
                ? ServerVersion.WITH_METADATA
                : features.version();
        String filling = new Fillings(connection, version, random).known(found.collection(), found.info());
        // A reader leaves the bulk load of a writer alone.
        return ImmutableTarget.copyOf(targets.of(found.collection(), found.info(), version, filling))
                .withBulkLoading(false);
    }

    /** Whether a collection is still the one that was described, and not another one of the same name. */
    boolean isPresent(Target described) {
        return target(described.collection()).filling().equals(described.filling());
    }

    /** Describes a collection by its own name. */
    Target target(String collection) {
        return target(new Found(collection, admin.info(collection)));
    }

    /** Enables indexing if a bulk load has deferred it, and logs a failure. */
    void tryToEndBulkLoad(Target target) {
        try {
            endBulkLoad(target);
        } catch (SyncException | IllegalStateException e) {
            LOG.warn(
                    "The index of collection {} is still disabled after its bulk load; the next run without bulk load"
                            + " enables it",
                    target.collection(),
                    e);
        }
    }

    /** The target after a sync: enables indexing if a bulk load has deferred it, except in a collection that a reindex builds. */
    Target loaded(Target target) {
        if (!target.bulkLoading() || settings.newCollection().isPresent()) {
            return target;
        }
        endBulkLoad(target);
        return ImmutableTarget.copyOf(target).withBulkLoading(false);
    }

    /** The target, which has indexes of the payload fields that some documents bring. */
    void indexFields(Target target, List<EmbeddedDocument> documents) {
        indexes.ensure(target, documents);
    }

    /** Enables indexing if a bulk load has deferred it. */
    void endBulkLoad(Target target) {
        new BulkLoad(admin, target.collection()).end();
    }

    /**
     * The collection to serve if none does: the one that an interrupted preparation left, or that lost its alias; a new one
     * if there is none for this embedder.
     */
    private String first(SinkSchema schema) {
        List<String> left =
                left().stream().filter(collection -> fits(collection, schema)).toList();
        if (left.size() > 1) {
            throw new SetupException(missing(left));
        }
        return left.isEmpty() ? names.next() : left.get(0);
    }

    private boolean fits(String collection, SinkSchema schema) {
        CollectionMetadata metadata = CollectionMetadata.of(admin.info(collection));
        String embedder = schema.embedder().toString();
        return metadata.embedder().orElse(embedder).equals(embedder);
    }

    private void create(String collection, SinkSchema schema, ServerVersion version) {
        String filling = random.get().toString();
        admin.create(new CollectionBlueprint(settings, version.hasMetadata()).request(collection, schema, filling));
        LOG.info("Created collection {} for {}", collection, schema.embedder());
    }

    /** Records the embedder of a collection that has none recorded, and detects a concurrent process doing the same. */
    private void rememberEmbedder(String collection, SinkSchema schema, CollectionInfo info) {
        if (CollectionMetadata.of(info).embedder().isEmpty()) {
            admin.remember(
                    collection,
                    CollectionMetadata.EMBEDDER,
                    PayloadValues.of(schema.embedder().toString()));
            new CollectionCheck(collection, settings, admin.info(collection)).check(schema);
        }
    }

    /**
     * An existing collection.
     *
     * @param collection its own name
     * @param info the server's description
     */
    private record Found(String collection, CollectionInfo info) {}
}
