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
 * The payload indexes that a collection must have: without them filters read every point, and a strict server refuses
 * them. Record ids are looked up only, never compared, because an index of ranges makes the vector index dearer.
 */
final class Indexes {

    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    private static final List<Wanted> WANTED = List.of(
            Wanted.keyword(Fields.SOURCE),
            Wanted.keyword(Fields.MODEL_NAME),
            Wanted.keyword(Fields.POINT_TYPE),
            Wanted.integer(Fields.RECORD_ID, false),
            Wanted.integer(Fields.EPOCH, true));

    private final Connection connection;
    private final String collection;

    Indexes(Connection connection, String collection) {
        this.connection = connection;
        this.collection = collection;
    }

    /**
     * Creates missing indexes in an empty collection, or if that was asked for; refuses otherwise. An index that is
     * created over existing points can lose some of them if the server dies just then.
     */
    void ensure(CollectionInfo info, boolean evenIfNotEmpty) {
        List<Wanted> missing = new ArrayList<>();
        for (Wanted wanted : WANTED) {
            PayloadSchemaInfo existing = info.getPayloadSchemaMap().get(wanted.field());
            if (existing == null) {
                missing.add(wanted);
            } else {
                wanted.check(collection, existing);
            }
        }
        if (!missing.isEmpty() && info.getPointsCount() > 0 && !evenIfNotEmpty) {
            throw new SetupException("Collection " + collection + " has points but no payload index on "
                    + String.join(", ", missing.stream().map(Wanted::field).toList())
                    + ". Create them, or allow it with indexExisting, when nothing else writes there");
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
     * An index.
     *
     * @param field over what
     * @param type of which kind
     * @param range whether it serves comparisons too
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
                        + ", not " + SCHEMA_TYPES.get(type) + " as needed. Use another collection, or index anew");
            }
        }
    }
}
