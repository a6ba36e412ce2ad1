package io.syncline.qdrant;

import io.qdrant.client.grpc.Common.Filter;
import io.syncline.core.port.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which stored points a write of some epoch may touch, as filters that the server applies in the same step as the
 * write.
 */
final class Guard {

    private final ModelKey key;
    private final long epoch;

    Guard(ModelKey key, long epoch) {
        this.key = key;
        this.epoch = epoch;
    }

    long epoch() {
        return epoch;
    }

    /**
     * What an upsert may replace: points of this model that an older epoch wrote, or this one with no greater version.
     * The server compares by doubles; where these cannot tell two numbers apart, the point stays.
     *
     * @param versions the points to be written, each with its source version
     */
    Filter replaceable(Map<UUID, Long> versions) {
        Map<Long, List<UUID>> byVersion = new TreeMap<>();
        versions.forEach((id, version) ->
                byVersion.computeIfAbsent(version, v -> new ArrayList<>()).add(id));
        Filter.Builder filter = Filters.ownedBy(key).addShould(Filters.below(Fields.EPOCH, epoch));
        byVersion.forEach((version, ids) -> {
            Filter.Builder same =
                    Filters.atMost(Fields.SOURCE_VERSION, version).addMust(Filters.integer(Fields.EPOCH, epoch));
            if (byVersion.size() > 1) {
                same.addMust(Filters.hasId(ids));
            }
            filter.addShould(Filters.nested(same));
        });
        return filter.build();
    }

    /** What a deletion of some points may delete: points of this model that no newer epoch wrote. */
    Filter deletable(Collection<UUID> ids) {
        return Filters.ownedBy(key)
                .addMust(Filters.hasId(ids))
                .addMust(Filters.nested(Filters.atMost(Fields.EPOCH, epoch)))
                .build();
    }
}
