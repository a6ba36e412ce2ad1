package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.List;

/** The names of payload fields. */
final class PayloadFields {

    static final String RECORD_ID = "record_id";

    /**
     * The 63 bits that the ids of the points of a text share; an integer, so that records are found by an index that costs
     * no more than that of numbers. Points of numbers have none.
     */
    static final String RECORD_HASH = "syncline_record_hash";

    static final String MODEL_NAME = "model_name";
    static final String SOURCE = "source";
    static final String POINT_TYPE = "point_type";
    static final String TEXT = "text";
    static final String CONTENT_HASH = "content_hash";
    static final String FINGERPRINT = "fingerprint";
    static final String SOURCE_VERSION = "source_version";
    static final String CHUNK_INDEX = "chunk_index";
    static final String CHUNK_COUNT = "chunk_count";
    static final String EPOCH = "epoch";
    static final String QUARANTINED_SINCE = "quarantined_since";
    static final String QUARANTINED_UNTIL = "quarantined_until";

    /** The identity of the database, in a mark. */
    static final String DATABASE = "database";

    /** Who wrote a mark. */
    static final String TOKEN = "token";

    /** The point type that searches filter by. */
    static final String DATA = "data";

    /** The point type of records in quarantine. */
    static final String QUARANTINED = "quarantined";

    /** The point type of a {@link Marks mark}, and the field of its value. */
    static final String MARK = "mark";

    /** The point type of the point that holds the identity of a collection, and the field of it, also in a mark. */
    static final String FILLING = "filling";

    private PayloadFields() {}

    static WithPayloadSelector all() {
        return WithPayloadSelector.newBuilder().setEnable(true).build();
    }

    static WithPayloadSelector none() {
        return WithPayloadSelector.newBuilder().setEnable(false).build();
    }

    static WithPayloadSelector only(List<String> names, String... more) {
        return WithPayloadSelector.newBuilder()
                .setInclude(
                        PayloadIncludeSelector.newBuilder().addAllFields(names).addAllFields(List.of(more)))
                .build();
    }
}
