package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaInfo;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.syncline.api.failure.SetupException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payload indexes that a collection must have: without them, filters scan every point, and strict mode refuses them.
 * The index on record ids supports no ranges, because a range index makes building the vector index more expensive.
 */
final class PayloadIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(PayloadIndexes.class);

    private static final List<Wanted> WANTED = List.of(
            Wanted.keyword(PayloadFields.SOURCE),
            Wanted.keyword(PayloadFields.MODEL_NAME),
            Wanted.keyword(PayloadFields.POINT_TYPE),
            Wanted.integer(PayloadFields.RECORD_ID, false),
            Wanted.integer(PayloadFields.EPOCH, true),
            Wanted.integer(PayloadFields.RECORD_HASH, false));

    /** Points of earlier versions have no such field, so that an index over them cannot miss any. */
    private static final String ADDED = PayloadFields.RECORD_HASH;

    private final QdrantConnection connection;
    private final String collection;

    PayloadIndexes(QdrantConnection connection, String collection) {
        this.connection = connection;
        this.collection = collection;
    }

    /**
     * Creates missing indexes in an empty collection, or where that is allowed explicitly; fails otherwise. An index that
     * is created over existing points can miss some of them if the server dies meanwhile.
     */
    void ensure(CollectionInfo info, boolean allowPoints) {
        List<Wanted> missing = new ArrayList<>();
        for (Wanted wanted : WANTED) {
            PayloadSchemaInfo existing = info.getPayloadSchemaMap().get(wanted.field());
            if (existing == null) {
                missing.add(wanted);
            } else {
                wanted.check(collection, existing);
            }
        }
        List<String> unsafe = missing.stream()
                .map(Wanted::field)
                .filter(field -> !field.equals(ADDED))
                .toList();
        if (!unsafe.isEmpty() && info.getPointsCount() > 0 && !allowPoints) {
            throw new SetupException("Collection " + collection + " has points but no payload index on "
                    + String.join(", ", unsafe) + ". Create the indexes in Qdrant while nothing else writes to the"
                    + " collection, or use the name of another collection");
        }
        missing.forEach(this::create);
    }

    private void create(Wanted wanted) {
        CreateFieldIndexCollection.Builder request = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(collection)
                .setFieldName(wanted.field())
                .setFieldType(wanted.type())
                .setWait(true);
        if (wanted.type() == FieldType.FieldTypeInteger) {
            request.setFieldIndexParams(PayloadIndexParams.newBuilder()
                    .setIntegerIndexParams(
                            IntegerIndexParams.newBuilder().setLookup(true).setRange(wanted.range())));
        }
        Call call = Call.write("create the index on " + wanted.field() + " of collection " + collection);
        Writer.requireCompleted(call, connection.await(call, connection.points().createFieldIndex(request.build())));
        LOG.info("Created the payload index on {} of collection {}", wanted.field(), collection);
    }

    /**
     * A required index.
     *
     * @param field the indexed field
     * @param type the type of the index
     * @param range whether it must support ranges
     */
    private record Wanted(String field, FieldType type, boolean range) {

        private static final Map<FieldType, PayloadSchemaType> SCHEMA_TYPES = Map.of(
                FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword,
                FieldType.FieldTypeInteger, PayloadSchemaType.Integer);

        static Wanted keyword(String field) {
            return new Wanted(field, FieldType.FieldTypeKeyword, false);
        }

        static Wanted integer(String field, boolean range) {
            return new Wanted(field, FieldType.FieldTypeInteger, range);
        }

        void check(String collection, PayloadSchemaInfo existing) {
            IntegerIndexParams params = existing.getParams().getIntegerIndexParams();
            boolean lookup = !params.hasLookup() || params.getLookup();
            boolean ranges = !params.hasRange() || params.getRange();
            if (existing.getDataType() != SCHEMA_TYPES.get(type) || !lookup || (range && !ranges)) {
                throw new SetupException("The payload index on " + field + " of collection " + collection + " is "
                        + existing.getDataType() + (lookup ? "" : " without lookup") + (ranges ? "" : " without range")
                        + ", but must be " + SCHEMA_TYPES.get(type) + (range ? " with range" : "")
                        + ". Recreate the index in Qdrant, or use the name of another collection");
            }
        }
    }
}
