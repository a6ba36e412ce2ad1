package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.ChangeProbe;
import io.syncline.core.port.record.IdAndVersion;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.NewestChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of a model that changed last, and how many rows there are: two calls, whatever the number of rows. */
record NewestRows(OdooApi api) {

    NewestChanges of(Query query) {
        String model = query.model().name().value();
        Domain all = query.in(IdRange.ALL);
        return new NewestChanges(query.model().hasChangeTime() ? newest(model, all) : List.of(), api.count(model, all));
    }

    /** Times are shown in whole seconds, so the ids decide on the order of what changed together. */
    private List<IdAndVersion> newest(String model, Domain all) {
        OdooCall call = new OdooCall(model, "search_read")
                .and("fields", List.of("write_date"))
                .and("order", "write_date desc, id desc")
                .and("limit", ChangeProbe.NEWEST);
        List<IdAndVersion> newest = new ArrayList<>();
        for (Object item : OdooApi.list(api.call(call, all.and("write_date", "!=", false)))) {
            Map<String, Object> row = OdooApi.struct(item);
            newest.add(new IdAndVersion(RecordId.of(RowReader.id(row)), version(row)));
        }
        return newest;
    }

    private static long version(Map<String, Object> row) {
        try {
            return RowReader.version(row.get("write_date"));
        } catch (ValueDecoder.Unexpected e) {
            throw new CallFailure(CallFailure.Kind.PROTOCOL_ERROR, String.valueOf(e.getMessage()));
        }
    }
}
