package io.syncline.qdrant;

import com.google.common.collect.Maps;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.syncline.core.port.vector.ModelKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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

    /**
     * What an upsert may replace: points of this model that an older epoch wrote, or this one with no greater version.
     * The server compares by doubles; where these cannot tell two numbers apart, the point stays. The epoch, which is
     * indexed, is asked for once and not with each version, because the server looks at its index for every mention.
     *
     * @param versions the points to be written, each with its source version
     */
    Filter replaceable(Map<UUID, Long> versions) {
        Map<Long, List<UUID>> byVersion = new TreeMap<>();
        versions.forEach((id, version) ->
                byVersion.computeIfAbsent(version, v -> new ArrayList<>()).add(id));
        Filter.Builder ours = Filter.newBuilder().addMust(Filters.integer(Fields.EPOCH, epoch));
        byVersion.forEach((version, ids) -> {
            Filter.Builder noNewer = Filters.atMost(Fields.SOURCE_VERSION, version);
            if (byVersion.size() > 1) {
                noNewer.addMust(Filters.hasId(ids));
            }
            ours.addShould(Filters.nested(noNewer));
        });
        return Filters.ownedBy(key)
                .addShould(Filters.below(Fields.EPOCH, epoch))
                .addShould(Filters.nested(ours))
                .build();
    }

    /**
     * What an upsert may replace where no point stood a moment ago: the same, but all points are judged by their least
     * version. One version is compared instead of hundreds, which make up a seventh of the time that a write takes.
     *
     * <p>It keeps out too much rather than too little: a point of this very epoch stays if its version is greater than
     * the least, even if that of the new point is greater still. And a server that does its last writes once more,
     * because it was killed, would take a point that it has half replaced for such a one. So it is for points that are
     * inserted, in a run that has no other write on its way; of these a killed server has all or nothing.
     *
     * @param versions the points to be written, each with its source version
     */
    Filter replaceableByLeast(Map<UUID, Long> versions) {
        long least = Collections.min(versions.values());
        return replaceable(Maps.transformValues(versions, version -> least));
    }

    /** Those of some points that stand there and could keep an upsert out: all but what an older epoch wrote for this model. */
    Filter rivals(Collection<UUID> ids) {
        return Filter.newBuilder()
                .addMust(Filters.hasId(ids))
                .addMustNot(Filters.nested(Filters.ownedBy(key).addMust(Filters.below(Fields.EPOCH, epoch))))
                .build();
    }

    /** Names some points for a deletion or a change, less what a newer epoch wrote if the server can tell. */
    PointsSelector selector(Target target, List<UUID> ids) {
        PointsSelector.Builder selector = PointsSelector.newBuilder();
        if (target.guardedByServer()) {
            selector.setFilter(deletable(ids));
        } else {
            selector.setPoints(PointsIdsList.newBuilder()
                    .addAllIds(ids.stream().map(Filters::pointId).toList()));
        }
        return selector.build();
    }

    /** What may be deleted, hidden or shown of some points: points of this model that no newer epoch wrote. */
    private Filter deletable(Collection<UUID> ids) {
        return Filters.ownedBy(key)
                .addMust(Filters.hasId(ids))
                .addMust(Filters.nested(Filters.atMost(Fields.EPOCH, epoch)))
                .build();
    }
}
