package io.syncline.core.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.core.port.metadata.LastCleanup;
import java.time.Duration;
import java.util.OptionalLong;

/** The last cleanup of a state as a JSON object. */
final class CleanupJson {

    private CleanupJson() {}

    static LastCleanup read(JsonFields fields) {
        return new LastCleanup(
                fields.required("ended_at", fields.instant("ended_at")),
                fields.required("max_delete_share", fields.fraction("max_delete_share")),
                fields.count("max_delete_count").map(OptionalLong::of).orElse(OptionalLong.empty()),
                fields.text("quarantine").map(Duration::parse));
    }

    static void write(ObjectNode node, LastCleanup cleanup) {
        node.put("ended_at", cleanup.endedAt().toString()).put("max_delete_share", cleanup.maxDeleteShare());
        cleanup.maxDeleteCount().ifPresent(count -> node.put("max_delete_count", count));
        cleanup.quarantine().ifPresent(grace -> node.put("quarantine", grace.toString()));
    }
}
