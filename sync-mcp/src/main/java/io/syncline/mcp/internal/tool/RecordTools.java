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

/** The tools that look at single records. Thread-safe. */
final class RecordTools {

    private static final int FAILURES = 20;

    private final ToolContext context;
    private final ClientForms forms;
    private final ReadableRecords records;

    RecordTools(ToolContext context) {
        this.context = context;
        this.forms = new ClientForms(context.messages());
        this.records = new ReadableRecords(context);
    }

    private ModelName model(ToolCall call) {
        return context.models().resolve(call.arguments().required("model_name"));
    }

    Map<String, Object> failures(ToolCall call) {
        ModelName model = model(call);
        int limit = (int) call.arguments().number("limit", FAILURES);
        Cursor after = call.arguments().recordId("after").map(Cursor::after).orElse(Cursor.START);
        List<FailedRecord> failures = records.failures(model, after, limit + 1);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data_notice", UntrustedText.NOTICE);
        answer.put("model_name", model.value());
        answer.put(
                "failures",
                failures.stream()
                        .limit(limit)
                        .map(record -> forms.of(JsonForm.FAILED_RECORD, record))
                        .toList());
        answer.put("more", failures.size() > limit);
        return answer;
    }

    Map<String, Object> explain(ToolCall call) {
        ModelName model = model(call);
        RecordId id = call.arguments()
                .recordId("record_id")
                .orElseThrow(() -> new InvalidCallException("'record_id' is missing"));
        if (!records.isReadable(model, id)) {
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
