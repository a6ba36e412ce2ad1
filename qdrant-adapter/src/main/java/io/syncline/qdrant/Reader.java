package io.syncline.qdrant;

import com.google.common.collect.Lists;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdPage;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.ModelKey;
import io.syncline.core.port.vector.PointId;
import io.syncline.core.port.vector.PointId.Kind;
import io.syncline.core.port.vector.QuarantinePage;
import io.syncline.core.port.vector.RecordStamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the stamps, ids and number of the records of one model. */
final class Reader {

    private final QdrantConnection connection;
    private final Target target;
    private final ModelKey key;
    private final PointIds pointIds;
    private final PointOwner owner;

    Reader(QdrantConnection connection, Target target, ModelKey key) {
        this.connection = connection;
        this.target = target;
        this.key = key;
        this.pointIds = new PointIds(key);
        this.owner = new PointOwner(key);
    }

    Map<RecordId, RecordStamp> stamps(Collection<RecordId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<RecordId, QdrantStampBuilder> builders = new HashMap<>();
        Call call = Call.read("read the stamps of " + ids.size() + " records of " + key);
        forEachChunk(
                call,
                ids,
                new ChunkQuery(QdrantStampBuilder.FIELDS, part -> PointFilters.withText(key, part, target)),
                chunk -> builders.computeIfAbsent(
                                chunk.record(), record -> new QdrantStampBuilder(record, chunk.payload()))
                        .add(chunk.index(), chunk.payload()));
        Map<RecordId, RecordStamp> stamps = new HashMap<>();
        builders.forEach((id, builder) -> stamps.put(id, builder.build()));
        return stamps;
    }

    /**
     * Passes the points of some records to a consumer; those of a record consecutively, by ascending chunk index. Conditions
     * of the server match a list by any of its elements, so whose a point is, its payload decides.
     */
    void forEachChunk(Call call, Collection<RecordId> ids, List<String> fields, Consumer<StoredChunk> consumer) {
        forEachChunk(call, ids, new ChunkQuery(fields, part -> PointFilters.ofRecords(key, part)), consumer);
    }

    private void forEachChunk(Call call, Collection<RecordId> ids, ChunkQuery query, Consumer<StoredChunk> consumer) {
        Set<RecordId> wanted = Set.copyOf(ids);
        List<String> read = new ArrayList<>(query.fields());
        read.addAll(PointOwner.FIELDS);
        for (List<RecordId> part : Lists.partition(List.copyOf(wanted), target.idsPerFilter())) {
            PointScroll listing = new PointScroll(
                    connection,
                    target,
                    PayloadFields.only(read),
                    query.filter().apply(part).build());
            listing.forEach(call, pointIds.first(), point -> {
                UUID id = UUID.fromString(point.getId().getUuid());
                owner.record(id, point.getPayloadMap())
                        .filter(wanted::contains)
                        .ifPresent(record -> consumer.accept(new StoredChunk(record, id, point.getPayloadMap())));
            });
        }
    }

    /** What to read of the points of some records, and which of their points. */
    private record ChunkQuery(List<String> fields, Function<List<RecordId>, Filter.Builder> filter) {}

    /** Whether no record is a text: the points of texts are in the order of a hash. */
    boolean listsInOrder() {
        Call call = Call.read("find out the kinds of record ids of " + key);
        long prefix = pointIds.prefix(Kind.TEXT);
        List<RetrievedPoint> points =
                listing(List.of(), null).page(call, PointId.first(prefix), 1).points();
        return points.isEmpty()
                || !PointId.belongsTo(
                        prefix, UUID.fromString(points.get(0).getId().getUuid()));
    }

    IdPage ids(IdRange range, int limit) {
        List<IdAndVersion> entries = new ArrayList<>();
        RecordListing.Place place = listing(
                        Call.read("list ids of " + key),
                        List.of(
                                PayloadFields.SOURCE,
                                PayloadFields.MODEL_NAME,
                                PayloadFields.POINT_TYPE,
                                PayloadFields.SOURCE_VERSION),
                        null)
                .read(range, limit, (record, payload) -> add(entries, record, payload));
        return new IdPage(entries, place.resumeAfter(), place.end());
    }

    /** Reads one page of records that have points in quarantine. */
    QuarantinePage quarantined(IdRange range, int limit) {
        Call call = Call.read("list quarantined records of " + key);
        Filter filter = PointFilters.quarantined(key).build();
        // usually there are none, so one request for any of them spares one for each kind of id
        if (range.after().isStart() && isNone(call, filter)) {
            return new QuarantinePage(List.of(), range.upTo(), true);
        }
        Map<RecordId, Quarantine> found = new LinkedHashMap<>();
        RecordListing.Place place = listing(
                        call,
                        List.of(
                                PayloadFields.SOURCE,
                                PayloadFields.MODEL_NAME,
                                PayloadFields.POINT_TYPE,
                                PayloadFields.QUARANTINED_SINCE,
                                PayloadFields.QUARANTINED_UNTIL),
                        filter)
                .read(range, limit, (record, payload) -> addQuarantine(found, record, payload));
        List<QuarantinePage.Entry> entries = new ArrayList<>();
        found.forEach((id, quarantine) -> entries.add(new QuarantinePage.Entry(id, quarantine)));
        return new QuarantinePage(entries, place.resumeAfter(), place.end());
    }

    private boolean isNone(Call call, Filter filter) {
        PointScroll any = new PointScroll(connection, target, PayloadFields.none(), filter);
        return any.page(call, pointIds.first(), 1).points().isEmpty();
    }

    private RecordListing listing(Call call, List<String> fields, @Nullable Filter filter) {
        PointScroll probe = new PointScroll(connection, target, PayloadFields.none(), filter);
        return new RecordListing(pointIds, call, listing(fields, filter), probe);
    }

    private PointScroll listing(List<String> fields, @Nullable Filter filter) {
        return new PointScroll(connection, target, PayloadFields.only(fields, PayloadFields.RECORD_ID), filter);
    }

    private boolean addQuarantine(Map<RecordId, Quarantine> found, RecordId record, Map<String, Value> payload) {
        if (!owner.isOurs(payload)) {
            return false;
        }
        PayloadValues.quarantine(payload).ifPresent(quarantine -> found.putIfAbsent(record, quarantine));
        return found.containsKey(record);
    }

    private boolean add(List<IdAndVersion> entries, RecordId record, Map<String, Value> payload) {
        if (!owner.isOurs(payload)) {
            return false;
        }
        if (entries.isEmpty() || !entries.get(entries.size() - 1).id().equals(record)) {
            entries.add(new IdAndVersion(record, PayloadValues.whole(payload, PayloadFields.SOURCE_VERSION)));
        }
        return true;
    }

    /** Counts by listing all ids: a record may have lost any chunk, so the server cannot count records. */
    long count() {
        PointScroll listing = new PointScroll(
                connection,
                target,
                PayloadFields.only(PointOwner.FIELDS),
                PointFilters.ownedBy(key).build());
        Counter counter = new Counter(owner);
        listing.forEach(Call.read("count the records of " + key), pointIds.first(), counter::add);
        return counter.records;
    }

    /** Counts records by their points, which arrive consecutively. */
    private static final class Counter {

        private final PointOwner owner;
        private long records;
        private @Nullable UUID last;

        Counter(PointOwner owner) {
            this.owner = owner;
        }

        void add(RetrievedPoint point) {
            UUID id = UUID.fromString(point.getId().getUuid());
            if (owner.record(id, point.getPayloadMap()).isPresent() && !isOfLast(id)) {
                last = id;
                records++;
            }
        }

        private boolean isOfLast(UUID id) {
            return last != null
                    && last.getMostSignificantBits() == id.getMostSignificantBits()
                    && PointId.bits(last) == PointId.bits(id);
        }
    }
}
