package io.syncline.mcp.internal.tool;

import io.syncline.api.FailedRecord;
import io.syncline.api.ModelName;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RecordId;
import io.syncline.api.json.JsonForm;
import io.syncline.core.port.record.Cursor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tools that look at single records. Thread-safe. */
final class RecordTools {

    private static final int FAILURES = 20;

    private final ToolContext context;
    private final ClientForms forms;

    RecordTools(ToolContext context) {
        this.context = context;
        this.forms = new ClientForms(context.messages());
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
                        .map(record -> forms.of(JsonForm.FAILED_RECORD, record))
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
        answer.putAll(forms.of(JsonForm.RECORD_EXPLANATION, found));
        return answer;
    }
}
