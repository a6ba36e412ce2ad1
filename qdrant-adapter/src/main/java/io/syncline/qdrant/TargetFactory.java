package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.StrictModeConfig;
import io.syncline.core.port.words.WordAnalysis;

/**
 * Describes collections by what the server says about them.
 *
 * @param settings the settings of the sink
 * @param limits the limits of write requests by the settings
 */
record TargetFactory(CollectionSettings settings, WriteLimits limits) {

    private static final int IDS_PER_FILTER = 1_000;

    /**
     * Describes a collection.
     *
     * @param filling its identity
     */
    Target of(String collection, CollectionInfo info, ServerVersion version, String filling) {
        CollectionCheck check = new CollectionCheck(collection, settings, info);
        return limited(info.getConfig().getStrictModeConfig())
                .collection(collection)
                .filling(filling)
                .vector(settings.vector())
                .sparseVector(settings.sparseVector())
                .dimension(Math.toIntExact(check.vector().getSize()))
                .guardedByServer(version.hasUpdateFilter())
                .words(words(check, CollectionMetadata.of(info), version))
                .bulkLoading(settings.bulkLoad()
                        && CollectionMetadata.of(info).bulkLoad().isPresent())
                .build();
    }

    /** A target with the limits of the server's strict mode, if it is enabled. */
    private ImmutableTarget.Builder limited(StrictModeConfig strict) {
        boolean enabled = strict.getEnabled();
        int batch =
                enabled && strict.hasUpsertMaxBatchsize() ? clamp(strict.getUpsertMaxBatchsize()) : PointScroll.PAGE;
        int rate = enabled && strict.hasWriteRateLimit() ? strict.getWriteRateLimit() : Integer.MAX_VALUE;
        int query = enabled && strict.hasMaxQueryLimit() ? strict.getMaxQueryLimit() : PointScroll.PAGE;
        int ids = enabled && strict.hasConditionMaxSize() ? clamp(strict.getConditionMaxSize()) : IDS_PER_FILTER;
        return ImmutableTarget.builder()
                .writes(limits.atMost(Math.min(batch, rate)).atMost(ids))
                .writesBeforePause(rate)
                .readLimit(Math.min(PointScroll.PAGE, query))
                .queryLimit(Math.min(PointScroll.PAGE, query))
                .idsPerFilter(Math.min(IDS_PER_FILTER, ids))
                .filtersByAnyField(!(enabled
                        && strict.hasUnindexedFilteringRetrieve()
                        && !strict.getUnindexedFilteringRetrieve()));
    }

    /** Servers without metadata cannot say which version they have. */
    private Target.WordVectors words(CollectionCheck check, CollectionMetadata metadata, ServerVersion version) {
        if (!check.hasWordVectors()) {
            return Target.WordVectors.ABSENT;
        }
        if (!settings.hybrid().orElse(true)) {
            return Target.WordVectors.CLEARED;
        }
        boolean current = !version.hasMetadata()
                || metadata.words()
                        .filter(words -> words == WordAnalysis.VERSION)
                        .isPresent();
        return current ? Target.WordVectors.WRITTEN : Target.WordVectors.OUTDATED;
    }

    private static int clamp(long value) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, value));
    }
}
