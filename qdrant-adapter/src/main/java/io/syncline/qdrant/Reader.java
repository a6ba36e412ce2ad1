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

/** Reads the stamps, ids and number of the records of one model. */
final class Reader {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final long prefix;

    Reader(QdrantConnection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.prefix = PointId.prefix(key);
    }

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, QdrantStampBuilder> builders = new HashMap<>();
        Call call = Call.read("read the stamps of " + ids.size() + " records of " + key);
        forEachPoint(
                call,
                ids,
                QdrantStampBuilder.FIELDS,
                (id, payload) -> builders.computeIfAbsent(
                                PointId.record(id), record -> new QdrantStampBuilder(record, payload))
                        .add(PointId.chunk(id), payload));
        Map<RecordId, RecordStamp> stamps = new HashMap<>();
        builders.forEach((id, builder) -> stamps.put(id, builder.build()));
        return stamps;
    }

    /** Passes the points of some records to a consumer; those of a record consecutively, by ascending chunk index. */
    void forEachPoint(
            Call call, Collection<RecordId> ids, String[] fields, BiConsumer<UUID, Map<String, Value>> consumer) {
        for (List<RecordId> part : Lists.partition(List.copyOf(ids), target.idsPerFilter())) {
            PointScroll listing = new PointScroll(
                    connection,
                    target,
                    PayloadFields.only(fields),
                    PointFilters.ofRecords(key, part).build());
            listing.forEach(call, PointId.firstAfter(prefix, 0), point -> {
                UUID id = UUID.fromString(point.getId().getUuid());
                if (PointId.belongsTo(prefix, id)) {
                    consumer.accept(id, point.getPayloadMap());
                }
            });
        }
    }

    /**
     * Reads one page of ids, without a filter: the ids of a model are contiguous. The cost of a page does not depend on the
     * number of points of other models or on an index.
     */
    IdPage ids(IdRange range, int limit) {
        UUID end = PointId.firstAfter(prefix, range.upTo());
        PointScroll listing = new PointScroll(
                connection,
                target,
                PayloadFields.only(PayloadFields.SOURCE, PayloadFields.MODEL_NAME, PayloadFields.SOURCE_VERSION),
                null);
        Call call = Call.read("list ids of " + key);
        UUID next = PointId.firstAfter(prefix, range.after());
        List<IdAndVersion> entries = new ArrayList<>();
        while (entries.isEmpty() && next != null && before(next, end)) {
            PointScroll.Page page = listing.page(call, next, Math.min(limit, PointScroll.PAGE));
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

    /** Reads one page of records that have points in quarantine. */
    QuarantinePage quarantined(IdRange range, int limit) {
        UUID end = PointId.firstAfter(prefix, range.upTo());
        PointScroll listing = new PointScroll(
                connection,
                target,
                PayloadFields.only(
                        PayloadFields.POINT_TYPE, PayloadFields.QUARANTINED_SINCE, PayloadFields.QUARANTINED_UNTIL),
                PointFilters.quarantined(key).build());
        Call call = Call.read("list quarantined records of " + key);
        UUID next = PointId.firstAfter(prefix, range.after());
        Map<RecordId, Quarantine> found = new LinkedHashMap<>();
        while (found.isEmpty() && next != null && before(next, end)) {
            PointScroll.Page page = listing.page(call, next, Math.min(limit, PointScroll.PAGE));
            page.points().forEach(point -> addQuarantine(found, point, end));
            next = page.next();
        }
        List<QuarantinePage.Entry> entries = new ArrayList<>();
        found.forEach((id, quarantine) -> entries.add(new QuarantinePage.Entry(id, quarantine)));
        long last = entries.isEmpty()
                ? range.upTo()
                : entries.get(entries.size() - 1).id().value();
        return new QuarantinePage(entries, last, next == null || !before(next, end));
    }

    private void addQuarantine(Map<RecordId, Quarantine> found, RetrievedPoint point, UUID end) {
        UUID id = UUID.fromString(point.getId().getUuid());
        if (before(id, end) && PointId.belongsTo(prefix, id)) {
            PayloadValues.quarantine(point.getPayloadMap())
                    .ifPresent(quarantine -> found.putIfAbsent(PointId.record(id), quarantine));
        }
    }

    private void add(List<IdAndVersion> entries, RetrievedPoint point, UUID end) {
        UUID id = UUID.fromString(point.getId().getUuid());
        if (!before(id, end) || !isOurs(id, point.getPayloadMap())) {
            return;
        }
        RecordId record = PointId.record(id);
        if (entries.isEmpty() || !entries.get(entries.size() - 1).id().equals(record)) {
            Value version = point.getPayloadMap().get(PayloadFields.SOURCE_VERSION);
            entries.add(new IdAndVersion(record, version == null ? 0 : version.getIntegerValue()));
        }
    }

    private boolean isOurs(UUID id, Map<String, Value> payload) {
        return PointId.belongsTo(prefix, id)
                && key.source().equals(text(payload.get(PayloadFields.SOURCE)))
                && key.model().value().equals(text(payload.get(PayloadFields.MODEL_NAME)));
    }

    private static @Nullable String text(@Nullable Value value) {
        return value == null ? null : value.getStringValue();
    }

    /** Counts by listing all ids: a record may have lost any chunk, so the server cannot count records. */
    long count() {
        PointScroll listing = new PointScroll(
                connection,
                target,
                PayloadFields.none(),
                PointFilters.ownedBy(key).build());
        Counter counter = new Counter(prefix);
        listing.forEach(Call.read("count the records of " + key), PointId.firstAfter(prefix, 0), counter::add);
        return counter.records;
    }

    private static boolean before(UUID first, UUID second) {
        return PointScroll.ORDER.compare(first, second) < 0;
    }

    /** Counts records by their points, which arrive consecutively. */
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
