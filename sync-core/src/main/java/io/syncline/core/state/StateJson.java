package io.syncline.core.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.LastRun;
import io.syncline.api.RunKind;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncType;
import io.syncline.core.port.metadata.Checkpoint;
import io.syncline.core.port.metadata.Lease;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.Cursor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * States as JSON objects: instants in ISO 8601, what is empty left out. Readers throw {@link IllegalArgumentException} or a
 * time format's failure at what makes no sense.
 */
final class StateJson {

    private static final String CURSOR = "cursor";
    private static final String END = "end";
    private static final long MOST_RISEN = ModelState.MAX_EPOCH << 20;

    /** Members that an object lacks if there is nothing to tell. */
    private static final List<String> LEFT_OUT = List.of(
            "tokens_per_thousand", "sink_mark", "removed_by_touch", "last_cleanup", "last_run", "lease", "checkpoint");

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
                .epoch(rising(fields, "epoch", ModelState.MAX_EPOCH).orElse(0L));
        fields.count("tokens_per_thousand").ifPresent(state::tokensPerThousand);
        rising(fields, "sink_mark", MOST_RISEN).ifPresent(state::sinkMark);
        state.sinkName(fields.text("sink_name"));
        fields.count("removed_by_touch").ifPresent(state::removedByTouch);
        fields.object("last_cleanup").map(CleanupJson::read).ifPresent(state::lastCleanup);
        fields.object("last_run").map(StateJson::lastRun).ifPresent(state::lastRun);
        fields.object("lease").map(StateJson::lease).ifPresent(state::lease);
        fields.object("checkpoint").map(StateJson::checkpoint).ifPresent(state::checkpoint);
        return state.build();
    }

    /** A number that must be able to rise: no run reaches the limit, so a greater one was not written by Syncline. */
    private static Optional<Long> rising(JsonFields fields, String name, long most) {
        Optional<Long> number = fields.count(name);
        if (number.filter(value -> value > most).isPresent()) {
            throw new IllegalArgumentException("\"" + name + "\" is greater than any that is written: " + number.get());
        }
        return number;
    }

    private static LastRun lastRun(JsonFields fields) {
        return new LastRun(
                RunKind.valueOf(fields.required("kind", fields.text("kind"))),
                RunOutcome.valueOf(fields.required("outcome", fields.text("outcome"))),
                fields.required("ended_at", fields.instant("ended_at")),
                fields.text("problem"));
    }

    private static Lease lease(JsonFields fields) {
        Lease.Builder lease = Lease.builder()
                .owner(fields.required("owner", fields.text("owner")))
                .kind(RunKind.valueOf(fields.required("kind", fields.text("kind"))))
                .startedAt(fields.required("started_at", fields.instant("started_at")))
                .expiresAt(fields.required("expires_at", fields.instant("expires_at")))
                .renewedAt(fields.instant("renewed_at"))
                .done(fields.count("done").orElse(0L));
        fields.count("total").ifPresent(lease::total);
        return lease.waitingFor(fields.text("waiting_for")).build();
    }

    private static Checkpoint checkpoint(JsonFields fields) {
        return Checkpoint.builder()
                .type(SyncType.valueOf(fields.required("type", fields.text("type"))))
                .cursor(cursor(fields))
                .sourceStart(fields.required("source_start", fields.instant("source_start")))
                .changedSince(fields.instant("changed_since"))
                .fingerprint(fields.required("fingerprint", fields.text("fingerprint")))
                .maxWriteDate(fields.instant("max_write_date"))
                .processed(fields.count("processed").orElse(0L))
                .build();
    }

    /** A number or a text is the id of the last finished record; null is the start, and {@code {"end": true}} the end. */
    private static Cursor cursor(JsonFields checkpoint) {
        JsonNode value = checkpoint.node().path(CURSOR);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("\"" + CURSOR + "\" is missing");
        }
        if (value.isObject() && value.path(END).booleanValue()) {
            return Cursor.END;
        }
        return checkpoint.id(CURSOR).map(Cursor::after).orElse(Cursor.START);
    }

    private static void write(ObjectNode node, Cursor cursor) {
        if (cursor.isStart()) {
            node.putNull(CURSOR);
        } else if (cursor.isEnd()) {
            node.putObject(CURSOR).put(END, true);
        } else if (cursor.id().isNumber()) {
            node.put(CURSOR, cursor.id().number());
        } else {
            node.put(CURSOR, cursor.id().text());
        }
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
        object.remove(LEFT_OUT);
        state.tokensPerThousand().ifPresent(tokens -> object.put("tokens_per_thousand", tokens));
        put(object, "sink_name", state.sinkName());
        if (state.sinkMark() > 0) {
            object.put("sink_mark", state.sinkMark());
        }
        if (state.removedByTouch() > 0) {
            object.put("removed_by_touch", state.removedByTouch());
        }
        state.lastCleanup().ifPresent(cleanup -> CleanupJson.write(object.putObject("last_cleanup"), cleanup));
        state.lastRun().ifPresent(run -> write(object.putObject("last_run"), run));
        state.lease().ifPresent(lease -> write(object.putObject("lease"), lease));
        state.checkpoint().ifPresent(checkpoint -> write(object.putObject("checkpoint"), checkpoint));
    }

    private static void write(ObjectNode node, LastRun run) {
        node.put("kind", run.kind().name())
                .put("outcome", run.outcome().name())
                .put("ended_at", run.endedAt().toString());
        put(node, "problem", run.problem());
    }

    private static void write(ObjectNode node, Lease lease) {
        node.put("owner", lease.owner())
                .put("kind", lease.kind().name())
                .put("started_at", lease.startedAt().toString())
                .put("expires_at", lease.expiresAt().toString());
        put(node, "renewed_at", lease.renewedAt());
        node.put("done", lease.done());
        lease.total().ifPresent(total -> node.put("total", total));
        put(node, "waiting_for", lease.waitingFor());
    }

    private static void write(ObjectNode node, Checkpoint checkpoint) {
        node.put("type", checkpoint.type().name());
        write(node, checkpoint.cursor());
        node.put("source_start", checkpoint.sourceStart().toString());
        put(node, "changed_since", checkpoint.changedSince());
        node.put("fingerprint", checkpoint.fingerprint());
        put(node, "max_write_date", checkpoint.maxWriteDate());
        node.put("processed", checkpoint.processed());
    }

    private static void put(ObjectNode node, String name, Optional<?> value) {
        value.ifPresentOrElse(present -> node.put(name, present.toString()), () -> node.remove(name));
    }
}
