package io.syncline.api.json;

import io.syncline.api.FailedRecord;
import io.syncline.api.LeftOutField;
import io.syncline.api.PreviewReport;
import io.syncline.api.PreviewedRecord;
import io.syncline.api.RecordExplanation;
import io.syncline.api.RestrictedField;
import io.syncline.api.SearchHit;
import java.util.Collection;
import java.util.List;

/** Single records. */
final class RecordForms {

    private RecordForms() {}

    static JsonMembers failure(FailedRecord record) {
        return new JsonMembers()
                .with("record_id", record.id())
                .with("reason", record.reason())
                .with("attempts", record.attempts())
                .with("first_failed_at", record.firstFailedAt())
                .with("last_failed_at", record.lastFailedAt());
    }

    static JsonMembers explanation(RecordExplanation found) {
        return new JsonMembers()
                .with("model_name", found.model())
                .with("record_id", found.id())
                .with("verdict", found.verdict())
                .with("reasons", found.reasons())
                .with("in_source", found.inSource())
                .with("source_version", found.sourceVersion())
                .with("stored_chunks", found.storedChunks())
                .with("stored_version", found.storedVersion())
                .with(
                        "quarantine",
                        found.quarantine()
                                .map(quarantine -> new JsonMembers()
                                        .with("since", quarantine.since())
                                        .with("until", quarantine.until())))
                .with("failure", found.failure().map(RecordForms::failure))
                .with("last_sync_timestamp", found.lastSync());
    }

    static JsonMembers hit(SearchHit hit) {
        return new JsonMembers()
                .with(HitMetadata.MODEL, hit.model())
                .with(HitMetadata.RECORD, hit.id())
                .with("score", hit.score())
                .with("meaning_rank", hit.ranks().meaning())
                .with("word_rank", hit.ranks().words())
                .with("text", hit.text())
                .with(HitMetadata.CHUNK, hit.chunkIndex())
                .with("payload", hit.payload());
    }

    static JsonMembers preview(PreviewReport report) {
        return new JsonMembers()
                .with("success", report.missing().isEmpty())
                .with("model_name", report.model())
                .with(
                        "records",
                        report.records().stream().map(RecordForms::previewed).toList())
                .with("missing", report.missing())
                .with("tokens", report.tokens())
                .with("cost_usd", report.cost())
                .with("left_out", LeftOutField.namesByReason(report.leftOutFields()))
                .with("restricted_fields", restricted(report.restrictedFields()))
                .with("warnings", report.warnings())
                .with("notes", report.notes());
    }

    private static JsonMembers previewed(PreviewedRecord record) {
        return new JsonMembers()
                .with("record_id", record.id())
                .with(
                        "chunks",
                        record.chunks().stream()
                                .map(chunk -> new JsonMembers()
                                        .with("text", chunk.text())
                                        .with("tokens", chunk.tokens()))
                                .toList())
                .with("payload", record.payload())
                .with("problem", record.problem());
    }

    static List<JsonMembers> restricted(Collection<RestrictedField> fields) {
        return fields.stream()
                .map(field -> new JsonMembers().with("name", field.name()).with("reason", field.reason()))
                .toList();
    }
}
