package io.syncline.mcp.internal.tool;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools that look at single records. Thread-safe. */
final class RecordTools {

    private static final int FAILURES = 20;

    private final ToolContext context;

    RecordTools(ToolContext context) {
        this.context = context;
    }

    private ModelName model(ToolCall call) {
        return context.models().resolve(call.arguments().required("model_name"));
    }

    Map<String, Object> failures(ToolCall call) {
        ModelName model = model(call);
        int limit = (int) call.arguments().number("limit", FAILURES);
        Cursor after = call.arguments().recordId("after").map(Cursor::after).orElse(Cursor.START);
        List<FailedRecord> failures = context.engine().get().failures(model, after, limit);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data_notice", UntrustedText.NOTICE);
        answer.put("model_name", model.value());
        Set<RecordId> readable =
                readable(model, failures.stream().map(FailedRecord::id).toList());
        answer.put(
                "failures",
                failures.stream()
                        .filter(record -> readable.contains(record.id()))
                        .map(this::view)
                        .toList());
        answer.put("more", failures.size() == limit);
        return answer;
    }

    /** Those of some records that the person may read whose rights decide; all of them if nobody's do. */
    private Set<RecordId> readable(ModelName model, List<RecordId> ids) {
        return context.settings()
                .visibleTo()
                .map(access -> ids.isEmpty() ? Set.<RecordId>of() : access.readable(model, ids))
                .orElseGet(() -> Set.copyOf(ids));
    }

    private Map<String, Object> view(FailedRecord record) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("record_id", record.id().value());
        view.put("reason", context.messages().of(record.reason()));
        view.put("attempts", record.attempts());
        view.put("first_failed_at", record.firstFailedAt().toString());
        view.put("last_failed_at", record.lastFailedAt().toString());
        return view;
    }

    Map<String, Object> explain(ToolCall call) {
        ModelName model = model(call);
        RecordId id = call.arguments()
                .recordId("record_id")
                .orElseThrow(() -> new InvalidCallException("'record_id' is missing"));
        if (readable(model, List.of(id)).isEmpty()) {
            throw new InvalidCallException(
                    "There is no record " + id + " of " + model + " that the user of this server may read");
        }
        RecordExplanation found = context.engine().get().explain(model, id);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data_notice", UntrustedText.NOTICE);
        answer.put("model_name", found.model().value());
        answer.put("record_id", found.id().value());
        answer.put("verdict", RunMessages.code(found.verdict()));
        answer.put("reasons", context.messages().of(found.reasons()));
        answer.put("in_source", found.inSource());
        answer.put("stored_chunks", found.storedChunks());
        found.lastSync().ifPresent(time -> answer.put("last_sync_timestamp", time.toString()));
        return answer;
    }
}
