package io.syncline.sqlite;

import io.syncline.core.adapter.sink.PayloadJson;
import io.syncline.core.port.vector.Payload;

/** Payloads of an index file. */
final class IndexPayload {

    private IndexPayload() {}

    static Payload read(String json) {
        return PayloadJson.read(json, "index", "Restore a backup, or delete the index and run a full sync");
    }
}
