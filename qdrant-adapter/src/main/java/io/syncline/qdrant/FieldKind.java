package io.syncline.qdrant;

import io.qdrant.client.grpc.Collections.BoolIndexParams;
import io.qdrant.client.grpc.Collections.DatetimeIndexParams;
import io.qdrant.client.grpc.Collections.FloatIndexParams;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Points.FieldType;
import io.syncline.api.filter.TimeTexts;
import java.util.List;
import java.util.Optional;

/**
 * What a payload field holds, and so how it is indexed. An index serves conditions of its kind. None adds links to the vector index, which
 * would make building it several times as expensive; servers before 1.17 add them all the same.
 */
enum FieldKind {
    TEXT(FieldType.FieldTypeKeyword, PayloadSchemaType.Keyword) {
        @Override
        PayloadIndexParams params() {
            return PayloadIndexParams.newBuilder()
                    .setKeywordIndexParams(KeywordIndexParams.newBuilder().setEnableHnsw(false))
                    .build();
        }
    },
    /** Whole numbers too: an index of integers holds no others. */
    NUMBER(FieldType.FieldTypeFloat, PayloadSchemaType.Float) {
        @Override
        PayloadIndexParams params() {
            return PayloadIndexParams.newBuilder()
                    .setFloatIndexParams(FloatIndexParams.newBuilder().setEnableHnsw(false))
                    .build();
        }
    },
    TRUTH(FieldType.FieldTypeBool, PayloadSchemaType.Bool) {
        @Override
        PayloadIndexParams params() {
            return PayloadIndexParams.newBuilder()
                    .setBoolIndexParams(BoolIndexParams.newBuilder().setEnableHnsw(false))
                    .build();
        }
    },
    TIME(FieldType.FieldTypeDatetime, PayloadSchemaType.Datetime) {
        @Override
        PayloadIndexParams params() {
            return PayloadIndexParams.newBuilder()
                    .setDatetimeIndexParams(DatetimeIndexParams.newBuilder().setEnableHnsw(false))
                    .build();
        }
    };

    private final FieldType type;
    private final PayloadSchemaType schema;

    FieldKind(FieldType type, PayloadSchemaType schema) {
        this.type = type;
        this.schema = schema;
    }

    /** The type of the index in a request. */
    FieldType type() {
        return type;
    }

    /** The type of the index in the description of a collection. */
    PayloadSchemaType schema() {
        return schema;
    }

    /** The parameters of the index. */
    abstract PayloadIndexParams params();

    /** The kind of a stored value; of the first element of a list; empty for an empty list. */
    static Optional<FieldKind> of(Object value) {
        if (value instanceof String text) {
            return Optional.of(TimeTexts.moment(text).isPresent() ? TIME : TEXT);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? Optional.empty() : of(list.get(0));
        }
        return Optional.of(value instanceof Boolean ? TRUTH : NUMBER);
    }
}
