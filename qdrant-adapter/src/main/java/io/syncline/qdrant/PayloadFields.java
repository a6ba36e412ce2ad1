package io.syncline.qdrant;

import io.qdrant.client.grpc.Points.PayloadIncludeSelector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.List;

/** The names of payload fields. */
final class PayloadFields {

    static final String RECORD_ID = "record_id";
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

    /** The point type that searches filter by. */
    static final String DATA = "data";

    /** The point type of records in quarantine. */
    static final String QUARANTINED = "quarantined";

    private PayloadFields() {}

    static WithPayloadSelector all() {
        return WithPayloadSelector.newBuilder().setEnable(true).build();
    }

    static WithPayloadSelector none() {
        return WithPayloadSelector.newBuilder().setEnable(false).build();
    }

    static WithPayloadSelector only(String... names) {
        return WithPayloadSelector.newBuilder()
                .setInclude(PayloadIncludeSelector.newBuilder().addAllFields(List.of(names)))
                .build();
    }
}
