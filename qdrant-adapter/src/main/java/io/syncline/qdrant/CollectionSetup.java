package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import io.syncline.api.failure.SetupException;
import io.syncline.core.port.vector.SinkSchema;
import java.util.NavigableMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds or creates the collection behind the configured name, and reads its limits. */
final class CollectionSetup {

    private static final Logger LOG = LoggerFactory.getLogger(CollectionSetup.class);

    private static final int FIRST_GENERATION = 1;
    private static final int IDS_PER_FILTER = 1_000;

    private final QdrantConnection connection;
    private final CollectionSettings settings;
    private final WriteLimits limits;
    private final CollectionNames names;
    private final CollectionAdmin admin;

    CollectionSetup(QdrantConnection connection, CollectionSettings settings, WriteLimits limits) {
        this.connection = connection;
        this.settings = settings;
        this.limits = limits;
        this.names = new CollectionNames(connection, settings.name());
        this.admin = new CollectionAdmin(connection);
    }

    /** Creates or checks the collection for a schema. */
    Target prepare(SinkSchema schema) {
        ServerVersion version = version();
        requireFeatures(version);
        if (settings.newCollection().isPresent()) {
            String collection = settings.newCollection().get();
            if (!names.exists(collection)) {
                create(collection, schema, version);
            }
            prepare(collection, schema, version);
            return target(collection, admin.info(collection), version);
        }
        Optional<String> serving = names.serving();
        String collection = serving.orElseGet(() -> createFirst(schema, version));
        prepare(collection, schema, version);
        if (serving.isEmpty()) {
            admin.point(settings.name(), collection);
        }
        return target(collection, admin.info(collection), version);
    }

    private void prepare(String collection, SinkSchema schema, ServerVersion version) {
        CollectionInfo info = admin.info(collection);
        new CollectionCheck(collection, settings, info).check(schema);
        checkEmbedder(collection, schema, info);
        new PayloadIndexes(connection, collection).ensure(info, settings.indexExisting());
        if (version.hasMetadata()) {
            rememberEmbedder(collection, schema, info);
            new BulkLoad(admin, collection).begin(info, settings.bulkLoad());
        }
    }

    /** Describes the serving collection, for reading only, without checking it against a schema. */
    Target attach() {
        ServerVersion version = version();
        String collection = names.serving()
                .orElseThrow(() -> new SetupException("Collection " + settings.name() + " does not exist in Qdrant at "
                        + connection.address() + ". Run a sync first, or check the name"));
        return target(collection, admin.info(collection), version);
    }

    /** Describes a collection. */
    Target target(String collection) {
        return target(collection, admin.info(collection), version());
    }

    /** Enables indexing if a bulk load has deferred it. */
    void endBulkLoad(Target target) {
        new BulkLoad(admin, target.collection()).end();
    }

    /** The server's version; fails if it is not supported. */
    ServerVersion version() {
        ServerVersion version = ServerVersion.parse(connection
                .await(
                        Call.read("read the version"),
                        connection.service().healthCheck(HealthCheckRequest.getDefaultInstance()))
                .getVersion());
        if (!version.supported()) {
            throw new SetupException("Qdrant at " + connection.address() + " is version " + version.text()
                    + "; Syncline requires 1.10 and recommends 1.16 or later");
        }
        return version;
    }

    private void requireFeatures(ServerVersion version) {
        if (!version.hasMetadata() && settings.bulkLoad()) {
            throw new SetupException("Qdrant " + version.text()
                    + " does not support bulk load; disable bulk load, or upgrade to" + " 1.16");
        }
        if (!version.hasWordVectors() && settings.hybrid()) {
            throw new SetupException("Qdrant " + version.text()
                    + " does not support hybrid search; disable hybrid search, or upgrade to 1.16");
        }
        if (!version.hasUpdateFilter()) {
            LOG.warn(
                    "Qdrant {} does not support conditional upserts: the sink reads before it writes, so it cannot"
                            + " detect a concurrent writer. Upgrade to 1.16 for the full guarantee",
                    version.text());
        }
        if (!version.hasMetadata()) {
            LOG.warn(
                    "Qdrant {} does not support collection metadata: the sink cannot detect vectors of another"
                            + " embedder with the same dimension. Upgrade to 1.16",
                    version.text());
        }
    }

    private String createFirst(SinkSchema schema, ServerVersion version) {
        NavigableMap<Integer, String> left = names.generations();
        if (left.size() > 1) {
            throw new SetupException("The alias " + settings.name() + " does not exist in Qdrant at "
                    + connection.address() + ", but collections " + String.join(", ", left.values())
                    + " do. Create the alias for the one that should serve");
        }
        if (left.size() == 1) {
            return left.firstEntry().getValue();
        }
        String collection = names.ofGeneration(FIRST_GENERATION);
        create(collection, schema, version);
        return collection;
    }

    private void create(String collection, SinkSchema schema, ServerVersion version) {
        admin.create(new CollectionBlueprint(settings, version.hasMetadata()).request(collection, schema));
        LOG.info("Created collection {} for {}", collection, schema.embedder());
    }

    private static void checkEmbedder(String collection, SinkSchema schema, CollectionInfo info) {
        String embedder = schema.embedder().toString();
        String remembered = CollectionMetadata.of(info).embedder().orElse(embedder);
        if (!remembered.equals(embedder)) {
            throw new SetupException("Collection " + collection + " stores vectors of " + remembered + ", not of "
                    + embedder + ", and vectors of different embedders are not comparable. Reindex into a new"
                    + " collection, or use another one");
        }
    }

    /** Records the embedder of a collection that has none recorded, and detects a concurrent process doing the same. */
    private void rememberEmbedder(String collection, SinkSchema schema, CollectionInfo info) {
        if (CollectionMetadata.of(info).embedder().isEmpty()) {
            admin.remember(
                    collection,
                    CollectionMetadata.EMBEDDER,
                    PayloadValues.of(schema.embedder().toString()));
            checkEmbedder(collection, schema, admin.info(collection));
        }
    }

    private Target target(String collection, CollectionInfo info, ServerVersion version) {
        CollectionCheck check = new CollectionCheck(collection, settings, info);
        VectorParams vector = check.vector();
        StrictModeConfig strict = info.getConfig().getStrictModeConfig();
        boolean enabled = strict.getEnabled();
        int batch =
                enabled && strict.hasUpsertMaxBatchsize() ? clamp(strict.getUpsertMaxBatchsize()) : PointScroll.PAGE;
        int rate = enabled && strict.hasWriteRateLimit() ? strict.getWriteRateLimit() : Integer.MAX_VALUE;
        int query = enabled && strict.hasMaxQueryLimit() ? strict.getMaxQueryLimit() : PointScroll.PAGE;
        int ids = enabled && strict.hasConditionMaxSize() ? clamp(strict.getConditionMaxSize()) : IDS_PER_FILTER;
        return ImmutableTarget.builder()
                .collection(collection)
                .vector(settings.vector())
                .sparseVector(settings.sparseVector())
                .dimension(Math.toIntExact(vector.getSize()))
                .guardedByServer(version.hasUpdateFilter())
                .writes(limits.atMost(Math.min(batch, rate)).atMost(ids))
                .writesBeforePause(rate)
                .readLimit(Math.min(PointScroll.PAGE, query))
                .queryLimit(Math.min(PointScroll.PAGE, query))
                .idsPerFilter(Math.min(IDS_PER_FILTER, ids))
                .words(words(check))
                .bulkLoading(settings.bulkLoad()
                        && CollectionMetadata.of(info).bulkLoad().isPresent())
                .build();
    }

    private Target.WordVectors words(CollectionCheck check) {
        if (!check.hasWordVectors()) {
            return Target.WordVectors.ABSENT;
        }
        return settings.hybrid() ? Target.WordVectors.WRITTEN : Target.WordVectors.CLEARED;
    }

    private static int clamp(long value) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, value));
    }
}
