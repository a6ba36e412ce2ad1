package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.RecordStamp;
import java.util.Map;
import java.util.Optional;

/** Sums up the stored chunks of one record, which come in ascending order. */
final class StampBuilder {

    /** What is read of each chunk. */
    static final String[] FIELDS = {
        Fields.SOURCE_VERSION,
        Fields.CONTENT_HASH,
        Fields.FINGERPRINT,
        Fields.CHUNK_COUNT,
        Fields.EPOCH,
        Fields.POINT_TYPE,
        Fields.QUARANTINED_SINCE,
        Fields.QUARANTINED_UNTIL
    };

    private final RecordId id;
    private final Map<String, Value> first;
    private final int promised;
    private int stored;
    private int matching;
    private Optional<Quarantine> quarantine = Optional.empty();

    StampBuilder(RecordId id, Map<String, Value> first) {
        this.id = id;
        this.first = first;
        this.promised = (int) whole(Fields.CHUNK_COUNT);
    }

    void add(int chunk, Map<String, Value> payload) {
        stored++;
        quarantine = quarantine.or(() -> PayloadValues.quarantine(payload));
        boolean same = same(payload, Fields.CONTENT_HASH)
                && same(payload, Fields.FINGERPRINT)
                && same(payload, Fields.POINT_TYPE);
        if (chunk < promised && same) {
            matching++;
        }
    }

    RecordStamp build() {
        return new RecordStamp(
                id,
                whole(Fields.SOURCE_VERSION),
                text(Fields.CONTENT_HASH),
                text(Fields.FINGERPRINT),
                promised,
                stored,
                whole(Fields.EPOCH),
                promised > 0 && matching == promised,
                quarantine);
    }

    private boolean same(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance())
                .equals(first.getOrDefault(field, Value.getDefaultInstance()));
    }

    private long whole(String field) {
        return first.getOrDefault(field, Value.getDefaultInstance()).getIntegerValue();
    }

    private String text(String field) {
        return first.getOrDefault(field, Value.getDefaultInstance()).getStringValue();
    }
}
