package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.port.vector.EmbeddedDocument;
import io.syncline.core.port.vector.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of payload fields, by which searches are limited. Each is created before the first points that have the field are written:
 * one that is created over existing points can miss some of them if the server dies meanwhile. Fields without an index can be searched
 * by too, which takes longer. Thread-safe.
 */
final class FieldIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(FieldIndexes.class);

    /** The most fields of records that get an index, the first by name; each takes memory, and time when points are written. */
    private static final int MOST = 64;

    private final QdrantConnection connection;
    private final boolean allowPoints;
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    /**
     * The indexes of all collections of a sink.
     *
     * @param allowPoints whether an index may be created over points that have the field
     */
    FieldIndexes(QdrantConnection connection, boolean allowPoints) {
        this.connection = connection;
        this.allowPoints = allowPoints;
    }

    /** Which fields of a collection have which index. */
    static Map<String, PayloadSchemaType> read(QdrantConnection connection, String collection) {
        return of(new CollectionAdmin(connection).info(collection));
    }

    private static Map<String, PayloadSchemaType> of(CollectionInfo info) {
        Map<String, PayloadSchemaType> indexes = new HashMap<>();
        info.getPayloadSchemaMap()
                .forEach((path, index) ->
                        PayloadPaths.field(path).ifPresent(field -> indexes.put(field, index.getDataType())));
        return indexes;
    }

    /** Creates the indexes of fields that documents have, unless that was done or is not possible. */
    void ensure(Target target, List<EmbeddedDocument> documents) {
        Set<String> done = known.computeIfAbsent(
                target.collection() + " " + target.filling(), name -> ConcurrentHashMap.newKeySet());
        Map<String, FieldKind> missing = new TreeMap<>();
        for (EmbeddedDocument document : documents) {
            document.payload().values().forEach((field, value) -> {
                if (!done.contains(field) && PayloadPaths.canName(field)) {
                    FieldKind.of(value).ifPresent(kind -> missing.putIfAbsent(field, kind));
                }
            });
        }
        if (!missing.isEmpty()) {
            create(target, missing);
            done.addAll(missing.keySet());
        }
    }

    private void create(Target target, Map<String, FieldKind> missing) {
        CollectionInfo info = new CollectionAdmin(connection).info(target.collection());
        Set<String> present = of(info).keySet();
        long indexes = present.stream()
                .filter(field -> !Payload.RESERVED.contains(field) && !field.equals(PayloadFields.RECORD_HASH))
                .count();
        for (Map.Entry<String, FieldKind> field : missing.entrySet()) {
            String path = PayloadPaths.of(field.getKey());
            if (!present.contains(field.getKey())
                    && indexes < MOST
                    && (info.getPointsCount() == 0 || allowPoints || isNew(target, path))) {
                create(target.collection(), path, field.getValue());
                indexes++;
            }
        }
    }

    /** Whether no point has the field. Cannot be asked of a server that refuses to filter without an index. */
    private boolean isNew(Target target, String path) {
        if (!target.filtersByAnyField()) {
            return false;
        }
        ScrollPoints request = ScrollPoints.newBuilder()
                .setCollectionName(target.collection())
                .setFilter(Filter.newBuilder().addMustNot(FieldFilter.empty(path)))
                .setLimit(1)
                .build();
        Call call = Call.read("look for " + path + " in collection " + target.collection());
        return connection.await(call, connection.points().scroll(request)).getResultCount() == 0;
    }

    private void create(String collection, String path, FieldKind kind) {
        CreateFieldIndexCollection request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setFieldName(path)
                .setFieldType(kind.type())
                .setFieldIndexParams(kind.params())
                .setWait(true)
                .build();
        Call call = Call.write("create the index on " + path + " of collection " + collection);
        try {
            Writer.requireCompleted(
                    call, connection.await(call, connection.points().createFieldIndex(request)));
            LOG.info("Created the payload index on {} of collection {}", path, collection);
        } catch (RejectedException e) {
            LOG.warn(
                    "Qdrant refused a payload index on {} of collection {}; searches by this field take longer",
                    path,
                    collection,
                    e);
        }
    }
}
