package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what is stored of the records of one model: stamps, ids, numbers. */
final class Reader {

    private final Connection connection;
    private final Target target;
    private final ModelKey key;
    private final long prefix;

    Reader(Connection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.prefix = PointId.prefix(key);
    }

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, StampBuilder> builders = new HashMap<>();
        Call call = Call.read("read the stamps of " + ids.size() + " records of " + key);
        forEachPoint(
                call,
                ids,
                StampBuilder.FIELDS,
                (id, payload) -> builders.computeIfAbsent(
                                PointId.record(id), record -> new StampBuilder(record, payload))
                        .add(PointId.chunk(id), payload));
        Map<RecordId, RecordStamp> stamps = new HashMap<>();
        builders.forEach((id, builder) -> stamps.put(id, builder.build()));
        return stamps;
    }

    /** Goes through the points of some records, those of a record one after the other in the order of its chunks. */
    void forEachPoint(
            Call call, Collection<RecordId> ids, String[] fields, BiConsumer<UUID, Map<String, Value>> consumer) {
        for (List<RecordId> part : Lists.partition(List.copyOf(ids), target.idsPerFilter())) {
            Listing listing = new Listing(
                    connection,
                    target,
                    Fields.only(fields),
                    Filters.ofRecords(key, part).build());
            listing.forEach(call, PointId.firstAfter(prefix, 0), point -> {
                UUID id = UUID.fromString(point.getId().getUuid());
                if (PointId.belongsTo(prefix, id)) {
                    consumer.accept(id, point.getPayloadMap());
                }
            });
        }
    }

    /**
     * One page of ids. It is read without a filter, since an id tells where a model ends: such a page costs the same
     * however much of other models is around, and does not depend on an index.
     */
    IdPage ids(IdRange range, int limit) {
        UUID end = PointId.firstAfter(prefix, range.upTo());
        Listing listing = new Listing(
                connection, target, Fields.only(Fields.SOURCE, Fields.MODEL_NAME, Fields.SOURCE_VERSION), null);
        Call call = Call.read("list ids of " + key);
        UUID next = PointId.firstAfter(prefix, range.after());
        List<IdAndVersion> entries = new ArrayList<>();
        while (entries.isEmpty() && next != null && before(next, end)) {
            Listing.Page page = listing.page(call, next, Math.min(limit, Listing.PAGE));
            for (RetrievedPoint point : page.points()) {
                add(entries, point, end);
            }
            next = page.next();
        }
        long last = entries.isEmpty()
                ? range.upTo()
                : entries.get(entries.size() - 1).id().value();
        return new IdPage(entries, last, next == null || !before(next, end));
    }

    /** One page of records in quarantine, by their points that are. */
    QuarantinePage quarantined(IdRange range, int limit) {
        UUID end = PointId.firstAfter(prefix, range.upTo());
        Listing listing = new Listing(
                connection,
                target,
                Fields.only(Fields.POINT_TYPE, Fields.QUARANTINED_SINCE, Fields.QUARANTINED_UNTIL),
                Filters.quarantined(key).build());
        Call call = Call.read("list records of " + key + " in quarantine");
        UUID next = PointId.firstAfter(prefix, range.after());
        Map<RecordId, Quarantine> found = new LinkedHashMap<>();
        while (found.isEmpty() && next != null && before(next, end)) {
            Listing.Page page = listing.page(call, next, Math.min(limit, Listing.PAGE));
            for (RetrievedPoint point : page.points()) {
                UUID id = UUID.fromString(point.getId().getUuid());
                if (before(id, end) && PointId.belongsTo(prefix, id)) {
                    PayloadValues.quarantine(point.getPayloadMap())
                            .ifPresent(quarantine -> found.putIfAbsent(PointId.record(id), quarantine));
                }
            }
            next = page.next();
        }
        List<QuarantinePage.Entry> entries = new ArrayList<>();
        found.forEach((id, quarantine) -> entries.add(new QuarantinePage.Entry(id, quarantine)));
        long last = entries.isEmpty()
                ? range.upTo()
                : entries.get(entries.size() - 1).id().value();
        return new QuarantinePage(entries, last, next == null || !before(next, end));
    }

    private void add(List<IdAndVersion> entries, RetrievedPoint point, UUID end) {
        UUID id = UUID.fromString(point.getId().getUuid());
        if (!before(id, end) || !isOurs(id, point.getPayloadMap())) {
            return;
        }
        RecordId record = PointId.record(id);
        if (entries.isEmpty() || !entries.get(entries.size() - 1).id().equals(record)) {
            Value version = point.getPayloadMap().get(Fields.SOURCE_VERSION);
            entries.add(new IdAndVersion(record, version == null ? 0 : version.getIntegerValue()));
        }
    }

    private boolean isOurs(UUID id, Map<String, Value> payload) {
        return PointId.belongsTo(prefix, id)
                && key.source().equals(text(payload.get(Fields.SOURCE)))
                && key.model().value().equals(text(payload.get(Fields.MODEL_NAME)));
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.getStringValue();
    }

    /** Counts by listing all ids: a record may have lost its first chunk, so no count of points will do. */
    long count() {
        Listing listing = new Listing(
                connection, target, Fields.none(), Filters.ownedBy(key).build());
        Counter counter = new Counter(prefix);
        listing.forEach(Call.read("count the records of " + key), PointId.firstAfter(prefix, 0), counter::add);
        return counter.records;
    }

    private static boolean before(UUID first, UUID second) {
        return Listing.ORDER.compare(first, second) < 0;
    }

    /** Counts records, whose points come one after the other. */
    private static final class Counter {

        private final long prefix;
        private long records;
        private @Nullable RecordId last;

        Counter(long prefix) {
            this.prefix = prefix;
        }

        void add(RetrievedPoint point) {
            UUID id = UUID.fromString(point.getId().getUuid());
            if (PointId.belongsTo(prefix, id) && !PointId.record(id).equals(last)) {
                last = PointId.record(id);
                records++;
            }
        }
    }
}
