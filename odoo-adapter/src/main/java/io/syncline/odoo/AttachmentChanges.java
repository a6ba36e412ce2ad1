package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import java.util.List;
import java.util.Map;

/** Finds records whose attachments changed: an attachment links to its record, and no link leads back. */
final class AttachmentChanges {

    private AttachmentChanges() {}

    /** The records of a query's model to which files were attached since the time of the query, or of which files changed. */
    static List<Long> of(OdooApi api, Query query) {
        Domain attached = Domain.in(IdRange.ALL)
                .and("res_model", "=", query.model().name().value())
                .and("res_field", "=", false)
                .and("res_id", "!=", false)
                .writtenSince(query.changedSince().orElseThrow());
        // Who may not list attachments has none in his texts either.
        return api
                .optional(
                        () -> api.searchRead(AttachedFile.MODEL, attached, List.of("res_id"), 0),
                        failure -> List.<Map<String, Object>>of())
                .stream()
                .map(row -> row.get("res_id"))
                .filter(id -> id instanceof Integer || id instanceof Long)
                .map(id -> ((Number) id).longValue())
                .distinct()
                .sorted()
                .toList();
    }
}
