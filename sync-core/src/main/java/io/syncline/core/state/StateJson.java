package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.Checkpoint;
import io.syncline.core.port.Lease;
import io.syncline.core.port.ModelState;
import io.syncline.core.port.VersionedState;
import java.time.Duration;
import java.util.Optional;

/** States as JSON. Readers throw {@link IllegalArgumentException} or a time format's failure at what makes no sense. */
final class StateJson {

    private StateJson() {}

    static VersionedState read(JsonNode entry) {
        JsonFields fields = JsonFields.of(entry);
        ModelState.Builder state = ModelState.builder()
                .lastSync(fields.instant("last_sync_timestamp"))
                .lastMaxWriteDate(fields.instant("last_max_write_date"))
                .recordsSynced(fields.count("records_synced").orElse(0L))
                .syncDuration(Duration.ofMillis(fields.count("sync_duration_ms").orElse(0L)))
                .watermark(fields.instant("watermark"))
                .fingerprint(fields.text("fingerprint"))
                .epoch(fields.count("epoch").orElse(0L));
        fields.object("lease").map(StateJson::lease).ifPresent(state::lease);
        fields.object("checkpoint").map(StateJson::checkpoint).ifPresent(state::checkpoint);
        return new VersionedState(fields.count("revision").orElse(0L), state.build());
    }

    private static Lease lease(JsonFields fields) {
        Lease.Builder lease = Lease.builder()
                .owner(fields.required("owner", fields.text("owner")))
                .kind(RunKind.valueOf(fields.required("kind", fields.text("kind"))))
                .startedAt(fields.required("started_at", fields.instant("started_at")))
                .expiresAt(fields.required("expires_at", fields.instant("expires_at")))
                .done(fields.count("done").orElse(0L));
        fields.count("total").ifPresent(lease::total);
        return lease.build();
    }

    private static Checkpoint checkpoint(JsonFields fields) {
        return Checkpoint.builder()
                .type(SyncType.valueOf(fields.required("type", fields.text("type"))))
                .cursor(fields.required("cursor", fields.count("cursor")))
                .sourceStart(fields.required("source_start", fields.instant("source_start")))
                .changedSince(fields.instant("changed_since"))
                .fingerprint(fields.required("fingerprint", fields.text("fingerprint")))
                .maxWriteDate(fields.instant("max_write_date"))
                .processed(fields.count("processed").orElse(0L))
                .build();
    }

    /** Sets the fields of a state in an entry; those it does not know stay. */
    static void write(ObjectNode entry, VersionedState versioned) {
        ModelState state = versioned.state();
        put(entry, "last_sync_timestamp", state.lastSync());
        put(entry, "last_max_write_date", state.lastMaxWriteDate());
        entry.put("records_synced", state.recordsSynced());
        entry.put("sync_duration_ms", state.syncDuration().toMillis());
        put(entry, "watermark", state.watermark());
        put(entry, "fingerprint", state.fingerprint());
        entry.put("epoch", state.epoch());
        entry.put("revision", versioned.revision());
        entry.remove("lease");
        entry.remove("checkpoint");
        state.lease().ifPresent(lease -> write(entry.putObject("lease"), lease));
        state.checkpoint().ifPresent(checkpoint -> write(entry.putObject("checkpoint"), checkpoint));
    }

    private static void write(ObjectNode node, Lease lease) {
        node.put("owner", lease.owner())
                .put("kind", lease.kind().name())
                .put("started_at", lease.startedAt().toString())
                .put("expires_at", lease.expiresAt().toString())
                .put("done", lease.done());
        lease.total().ifPresent(total -> node.put("total", total));
    }

    private static void write(ObjectNode node, Checkpoint checkpoint) {
        node.put("type", checkpoint.type().name())
                .put("cursor", checkpoint.cursor())
                .put("source_start", checkpoint.sourceStart().toString())
                .put("fingerprint", checkpoint.fingerprint())
                .put("processed", checkpoint.processed());
        put(node, "changed_since", checkpoint.changedSince());
        put(node, "max_write_date", checkpoint.maxWriteDate());
    }

    private static void put(ObjectNode node, String name, Optional<?> value) {
        value.ifPresentOrElse(present -> node.put(name, present.toString()), () -> node.remove(name));
    }
}
