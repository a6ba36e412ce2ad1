package io.syncline.cli.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.SyncReport;
import io.syncline.api.SyncType;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads reports of jobs, which are the JSON of a report; what people are not shown is left out. */
final class ReportText {

    private static final JsonMapper JSON = new JsonMapper();

    private ReportText() {}

    /** The report of a sync that was a success. */
    static SyncReport read(String text) {
        return report(tree(text)).build();
    }

    /** What carries the report of a sync that was none. */
    static SyncReport readUnsuccessful(String text) {
        JsonNode failed = tree(text);
        SyncReport.Builder report = report(failed.path("report"));
        String message = String.join("; ", texts(failed.path("report").path("errors")));
        Optional<SyncException> failure = failed.path("setup_failure").isBoolean()
                ? Optional.of(
                        failed.path("setup_failure").asBoolean()
                                ? new SetupException(message)
                                : new TransientException(message, null))
                : Optional.empty();
        return report.failure(failure).build();
    }

    private static SyncReport.Builder report(JsonNode json) {
        SyncReport.Builder report = SyncReport.builder()
                .outcome(RunOutcome.valueOf(upper(json.path("outcome"))))
                .model(ModelName.of(json.path("model_name").asText()))
                .syncType(SyncType.valueOf(upper(json.path("sync_type"))))
                .recordsEmbedded(json.path("records_embedded").asLong())
                .recordsUnchanged(json.path("records_unchanged").asLong())
                .recordsEmpty(json.path("records_empty").asLong())
                .recordsFailed(json.path("records_failed").asLong())
                .recordsIncomplete(json.path("records_incomplete").asLong())
                .recordsDeleted(json.path("records_deleted").asLong())
                .recordsQuarantined(json.path("records_quarantined").asLong())
                .chunksEmbedded(json.path("chunks_embedded").asLong())
                .tokens(json.path("tokens").asLong())
                .duration(Duration.ofMillis(json.path("duration_ms").asLong()))
                .waitedForQuota(
                        Duration.ofMillis(json.path("waited_for_quota_ms").asLong()))
                .paused(Duration.ofMillis(json.path("paused_ms").asLong()))
                .resumed(json.path("resumed").asBoolean());
        return withMessages(report, json);
    }

    private static SyncReport.Builder withMessages(SyncReport.Builder report, JsonNode json) {
        report.errors(texts(json.path("errors")))
                .warnings(texts(json.path("warnings")))
                .notes(texts(json.path("notes")));
        if (json.path("cost_usd").isNumber()) {
            report.cost(json.path("cost_usd").decimalValue());
        }
        if (json.path("watermark").isTextual()) {
            report.watermark(Instant.parse(json.path("watermark").asText()));
        }
        return report;
    }

    private static String upper(JsonNode constant) {
        return constant.asText().toUpperCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new JobManagerException("The report of the job is not JSON", JobManagerException.Kind.REFUSED);
        }
    }
}
