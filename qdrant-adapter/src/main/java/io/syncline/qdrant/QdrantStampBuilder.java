package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.Quarantine;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.RecordStamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Combines the stored chunks of one record, added in ascending order, into a stamp. */
final class QdrantStampBuilder {

    /** The fields to read of each chunk. */
    static final List<String> FIELDS = List.of(
            PayloadFields.SOURCE_VERSION,
            PayloadFields.CONTENT_HASH,
            PayloadFields.FINGERPRINT,
            PayloadFields.CHUNK_INDEX,
            PayloadFields.CHUNK_COUNT,
            PayloadFields.EPOCH,
            PayloadFields.POINT_TYPE,
            PayloadFields.QUARANTINED_SINCE,
            PayloadFields.QUARANTINED_UNTIL);

    private static final List<String> NUMBERS = List.of(
            PayloadFields.SOURCE_VERSION, PayloadFields.CHUNK_INDEX, PayloadFields.CHUNK_COUNT, PayloadFields.EPOCH);

    private final RecordId id;
    private final Map<String, Value> first;
    private final int promised;
    private int stored;
    private int matching;
    private Optional<Quarantine> quarantine = Optional.empty();

    QdrantStampBuilder(RecordId id, Map<String, Value> first) {
        this.id = id;
        this.first = first;
        this.promised = (int) whole(PayloadFields.CHUNK_COUNT);
    }

    void add(int chunk, Map<String, Value> payload) {
        stored++;
        quarantine = quarantine.or(() -> PayloadValues.quarantine(payload));
        boolean same = same(payload, PayloadFields.CONTENT_HASH)
                && same(payload, PayloadFields.FINGERPRINT)
                && same(payload, PayloadFields.POINT_TYPE);
        if (chunk < promised && same && isUndamaged(chunk, payload)) {
            matching++;
        }
    }

    /** Whether a point has its numbers, as every write has stored them. */
    private static boolean isUndamaged(int chunk, Map<String, Value> payload) {
        return NUMBERS.stream()
                        .allMatch(field -> payload.getOrDefault(field, Value.getDefaultInstance())
                                .hasIntegerValue())
                && PayloadValues.whole(payload, PayloadFields.CHUNK_INDEX) == chunk;
    }

    RecordStamp build() {
        return new RecordStamp(
                id,
                whole(PayloadFields.SOURCE_VERSION),
                text(PayloadFields.CONTENT_HASH),
                text(PayloadFields.FINGERPRINT),
                promised,
                stored,
                whole(PayloadFields.EPOCH),
                promised > 0 && matching == promised,
                quarantine);
    }

    private boolean same(Map<String, Value> payload, String field) {
        return payload.getOrDefault(field, Value.getDefaultInstance())
                .equals(first.getOrDefault(field, Value.getDefaultInstance()));
    }

    private long whole(String field) {
        return PayloadValues.whole(first, field);
    }

    private String text(String field) {
        return PayloadValues.text(first, field);
    }
}
