package io.syncline.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import io.syncline.api.RecordId;
import io.syncline.core.port.vector.PointId;
import java.util.Map;
import java.util.UUID;

/**
 * A stored point of a record.
 *
 * @param record the record
 * @param id id of the point
 * @param payload the payload fields that were asked for
 */
record StoredChunk(RecordId record, UUID id, Map<String, Value> payload) {

    /** The index of the chunk. */
    int index() {
        return PointId.chunk(id);
    }
}
