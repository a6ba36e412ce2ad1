package io.syncline.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.syncline.api.RunKind;
import io.syncline.api.SyncType;
import io.syncline.core.port.Checkpoint;
import io.syncline.core.port.Lease;
import io.syncline.core.port.ModelState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * States as JSON objects: names as in the state file, instants and durations in ISO 8601, always in the same order, what
 * is empty left out.
 */
final class StateJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StateJson() {}

    static String write(ModelState state) {
        return tree(state).toString();
    }

    private static ObjectNode tree(ModelState state) {
        ObjectNode json = MAPPER.createObjectNode();
        put(json, "last_sync_timestamp", state.lastSync());
        put(json, "last_max_write_date", state.lastMaxWriteDate());
        json.put("records_synced", state.recordsSynced());
        json.put("sync_duration", state.syncDuration().toString());
        put(json, "watermark", state.watermark());
        put(json, "fingerprint", state.fingerprint());
        json.put("epoch", state.epoch());
        state.lease().ifPresent(lease -> write(lease, json.putObject("lease")));
        state.checkpoint().ifPresent(checkpoint -> write(checkpoint, json.putObject("checkpoint")));
        return json;
    }

    private static void write(Lease lease, ObjectNode json) {
        json.put("owner", lease.owner());
        json.put("kind", lease.kind().name());
        json.put("started_at", lease.startedAt().toString());
        json.put("expires_at", lease.expiresAt().toString());
        json.put("done", lease.done());
        lease.total().ifPresent(total -> json.put("total", total));
    }

    private static void write(Checkpoint checkpoint, ObjectNode json) {
        json.put("type", checkpoint.type().name());
        json.put("cursor", checkpoint.cursor());
        json.put("source_start", checkpoint.sourceStart().toString());
        put(json, "changed_since", checkpoint.changedSince());
        json.put("fingerprint", checkpoint.fingerprint());
        put(json, "max_write_date", checkpoint.maxWriteDate());
        json.put("processed", checkpoint.processed());
    }

    private static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present.toString()));
    }

    /**
     * Reads a state.
     *
     * @throws IllegalArgumentException if it is damaged, or has more than this version knows and would lose
     */
    static ModelState read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            ModelState state = state(json);
            if (!MAPPER.readTree(write(state)).equals(json)) {
                throw new IllegalArgumentException("it has fields or values that this version does not know");
            }
            return state;
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static ModelState state(JsonNode json) {
        return ModelState.builder()
                .lastSync(instant(json, "last_sync_timestamp"))
                .lastMaxWriteDate(instant(json, "last_max_write_date"))
                .recordsSynced(number(json, "records_synced"))
                .syncDuration(Duration.parse(string(json, "sync_duration")))
                .watermark(instant(json, "watermark"))
                .fingerprint(optional(json, "fingerprint", Function.identity()))
                .epoch(number(json, "epoch"))
                .lease(Optional.ofNullable(json.get("lease")).map(StateJson::lease))
                .checkpoint(Optional.ofNullable(json.get("checkpoint")).map(StateJson::checkpoint))
                .build();
    }

    private static Lease lease(JsonNode json) {
        return Lease.builder()
                .owner(string(json, "owner"))
                .kind(RunKind.valueOf(string(json, "kind")))
                .startedAt(Instant.parse(string(json, "started_at")))
                .expiresAt(Instant.parse(string(json, "expires_at")))
                .done(number(json, "done"))
                .total(json.has("total") ? OptionalLong.of(number(json, "total")) : OptionalLong.empty())
                .build();
    }

    private static Checkpoint checkpoint(JsonNode json) {
        return Checkpoint.builder()
                .type(SyncType.valueOf(string(json, "type")))
                .cursor(number(json, "cursor"))
                .sourceStart(Instant.parse(string(json, "source_start")))
                .changedSince(instant(json, "changed_since"))
                .fingerprint(string(json, "fingerprint"))
                .maxWriteDate(instant(json, "max_write_date"))
                .processed(number(json, "processed"))
                .build();
    }

    private static Optional<Instant> instant(JsonNode json, String name) {
        return optional(json, name, Instant::parse);
    }

    private static <T> Optional<T> optional(JsonNode json, String name, Function<String, T> parse) {
        return json.has(name) ? Optional.of(parse.apply(string(json, name))) : Optional.empty();
    }

    private static String string(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no string");
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no whole number");
        }
        return value.longValue();
    }
}
