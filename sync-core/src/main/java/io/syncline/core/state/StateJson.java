package io.syncline.core.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * States as JSON objects: instants in ISO 8601, what is empty left out. Readers throw {@link IllegalArgumentException} or a
 * time format's failure at what makes no sense.
 */
final class StateJson {

    private StateJson() {}

    /**
     * Reads a state.
     *
     * @param fields of an object
     * @param syncDuration what stores write differently
     */
    static ModelState read(JsonFields fields, Duration syncDuration) {
        ModelState.Builder state = ModelState.builder()
                .lastSync(fields.instant("last_sync_timestamp"))
                .lastMaxWriteDate(fields.instant("last_max_write_date"))
                .recordsSynced(fields.count("records_synced").orElse(0L))
                .syncDuration(syncDuration)
                .watermark(fields.instant("watermark"))
                .fingerprint(fields.text("fingerprint"))
                .epoch(fields.count("epoch").orElse(0L));
        fields.count("tokens_per_thousand").ifPresent(state::tokensPerThousand);
        fields.object("lease").map(StateJson::lease).ifPresent(state::lease);
        fields.object("checkpoint").map(StateJson::checkpoint).ifPresent(state::checkpoint);
        return state.build();
    }

    private static Lease lease(JsonFields fields) {
        Lease.Builder lease = Lease.builder()
                .owner(fields.required("owner", fields.text("owner")))
                .kind(RunKind.valueOf(fields.required("kind", fields.text("kind"))))
                .startedAt(fields.required("started_at", fields.instant("started_at")))
                .expiresAt(fields.required("expires_at", fields.instant("expires_at")))
                .done(fields.count("done").orElse(0L));
        fields.count("total").ifPresent(lease::total);
        return lease.waitingFor(fields.text("waiting_for")).build();
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

    /**
     * Sets the fields of a state in an object; those it does not know stay.
     *
     * @param object to be written to
     * @param state what to write
     * @param syncDuration sets what stores write differently
     */
    static void write(ObjectNode object, ModelState state, Consumer<ObjectNode> syncDuration) {
        put(object, "last_sync_timestamp", state.lastSync());
        put(object, "last_max_write_date", state.lastMaxWriteDate());
        object.put("records_synced", state.recordsSynced());
        syncDuration.accept(object);
        put(object, "watermark", state.watermark());
        put(object, "fingerprint", state.fingerprint());
        object.put("epoch", state.epoch());
        object.remove("tokens_per_thousand");
        state.tokensPerThousand().ifPresent(tokens -> object.put("tokens_per_thousand", tokens));
        object.remove("lease");
        object.remove("checkpoint");
        state.lease().ifPresent(lease -> write(object.putObject("lease"), lease));
        state.checkpoint().ifPresent(checkpoint -> write(object.putObject("checkpoint"), checkpoint));
    }

    private static void write(ObjectNode node, Lease lease) {
        node.put("owner", lease.owner())
                .put("kind", lease.kind().name())
                .put("started_at", lease.startedAt().toString())
                .put("expires_at", lease.expiresAt().toString())
                .put("done", lease.done());
        lease.total().ifPresent(total -> node.put("total", total));
        put(node, "waiting_for", lease.waitingFor());
    }

    private static void write(ObjectNode node, Checkpoint checkpoint) {
        node.put("type", checkpoint.type().name())
                .put("cursor", checkpoint.cursor())
                .put("source_start", checkpoint.sourceStart().toString());
        put(node, "changed_since", checkpoint.changedSince());
        node.put("fingerprint", checkpoint.fingerprint());
        put(node, "max_write_date", checkpoint.maxWriteDate());
        node.put("processed", checkpoint.processed());
    }

    private static void put(ObjectNode node, String name, Optional<?> value) {
        value.ifPresentOrElse(present -> node.put(name, present.toString()), () -> node.remove(name));
    }
}
