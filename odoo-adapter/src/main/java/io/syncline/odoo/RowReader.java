package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.FieldValue;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.odoo.CallFailure.Kind;
import io.syncline.odoo.WireFields.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. A request that fails because of a field is repeated without the field. A request that fails because of a
 * record is split until that record is alone, and the record is rejected.
 */
final class RowReader {

    /** If that many records are rejected and none is read, the cause is not a single record. */
    private static final int SYSTEMATIC = 10;

    private final OdooApi api;
    private final ValueDecoder decoder;

    RowReader(OdooApi api, ValueDecoder decoder) {
        this.api = api;
        this.decoder = decoder;
    }

    /**
     * Records that were read, and records that could not be read.
     *
     * @param records ascending by id
     * @param rejected ascending by id
     * @param listed the number of ids that the source listed
     * @param last the position of the last id listed, the start if there is none
     */
    record Rows(List<SourceRecord> records, List<RejectedRecord> rejected, int listed, Cursor last) {}

    /** Reads the first records that meet a condition. */
    Rows first(Query query, Domain domain, int limit) {
        List<Map<String, Object>> rows;
        try {
            rows = read(query, domain, limit);
        } catch (CallFailure failure) {
            giveUpOrSplit(query, failure, limit);
            List<Long> ids = api.search(query.model().name().value(), domain, limit);
            if (ids.isEmpty()) {
                throw failure;
            }
            return chunk(query, ids);
        }
        query.model().pageSize(isSlim(query)).worked(limit);
        return decode(query, rows, new ArrayList<>(), rows.size(), last(idsOf(rows)));
    }

    /** Reads some records; those that do not exist or are out of scope are left out. */
    Rows chunk(Query query, List<Long> ids) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<RejectedRecord> rejected = new ArrayList<>();
        split(query, ids, rows, rejected);
        return decode(query, rows, rejected, ids.size(), last(ids));
    }

    private void split(Query query, List<Long> ids, List<Map<String, Object>> rows, List<RejectedRecord> rejected) {
        if (ids.isEmpty()) {
            return;
        }
        try {
            List<Map<String, Object>> some = read(query, query.of(ids), 0);
            if (some.size() > ids.size() || !ids.containsAll(idsOf(some))) {
                throw new CallFailure(
                        Kind.PROTOCOL_ERROR,
                        "the server returned records of " + query.model().name() + " that were not requested");
            }
            rows.addAll(some);
        } catch (CallFailure failure) {
            giveUpOrSplit(query, failure, ids.size());
            if (ids.size() == 1) {
                reject(query, ids.get(0), failure, rejected);
                if (rows.isEmpty() && rejected.size() >= SYSTEMATIC && failure.isAboutRequest()) {
                    throw failure;
                }
                return;
            }
            int half = ids.size() / 2;
            split(query, ids.subList(0, half), rows, rejected);
            split(query, ids.subList(half, ids.size()), rows, rejected);
        }
    }

    /** Rejects a record if it can be read without its fields. */
    private void reject(Query query, long id, CallFailure failure, List<RejectedRecord> rejected) {
        Query slim = query.slim();
        if (isSlim(query)) {
            throw failure;
        }
        if (!api.searchRead(
                        query.model().name().value(),
                        slim.of(List.of(id)),
                        WireFields.of(slim).names(),
                        0)
                .isEmpty()) {
            rejected.add(new RejectedRecord(RecordId.of(id), String.valueOf(failure.getMessage())));
        }
    }

    private static boolean isSlim(Query query) {
        return query.fields().isEmpty();
    }

    private static void giveUpOrSplit(Query query, CallFailure failure, int tried) {
        if (failure.callsForSmallerPage()) {
            query.model().pageSize(isSlim(query)).shrink(tried);
        }
        boolean splits = switch (failure.kind()) {
            case UNREADABLE, OVERSIZE, MARSHALLING, ACCESS, INVALID, REFUSED -> true;
            case TIMEOUT, CONNECTION_LOST -> tried == 1;
            default -> false;
        };
        if (!splits) {
            throw failure;
        }
    }

    private List<Map<String, Object>> read(Query query, Domain domain, int limit) {
        WireFields fields = WireFields.of(query);
        String model = query.model().name().value();
        try {
            return api.searchRead(model, domain, fields.names(), limit);
        } catch (CallFailure failure) {
            if (failure.kind() != Kind.MARSHALLING && !failure.isAboutRequest()) {
                throw failure;
            }
            List<List<Map<String, Object>>> last = new ArrayList<>();
            boolean found = new FieldTriage(query.model(), fields, failure, some -> {
                        try {
                            last.add(api.searchRead(model, domain, some.names(), limit));
                            return true;
                        } catch (CallFailure again) {
                            if (again.kind() != Kind.MARSHALLING && !again.isAboutRequest()) {
                                throw again;
                            }
                            return false;
                        }
                    })
                    .run();
            if (!found) {
                throw failure;
            }
            return last.size() == 1
                    ? last.get(0)
                    : api.searchRead(model, domain, WireFields.of(query).names(), limit);
        }
    }

    private Rows decode(
            Query query, List<Map<String, Object>> rows, List<RejectedRecord> rejected, int listed, Cursor last) {
        List<Wanted> fields = WireFields.of(query).wanted();
        Related related = Related.of(api, query.model(), fields, rows);
        List<SourceRecord> records = new ArrayList<>(rows.size());
        for (Map<String, Object> row : rows) {
            try {
                records.add(record(fields, row, related));
            } catch (ValueDecoder.Unexpected unexpected) {
                rejected.add(new RejectedRecord(RecordId.of(id(row)), String.valueOf(unexpected.getMessage())));
            }
        }
        rejected.sort((a, b) -> a.id().compareTo(b.id()));
        return new Rows(records, rejected, listed, last);
    }

    private SourceRecord record(List<Wanted> fields, Map<String, Object> row, Related related)
            throws ValueDecoder.Unexpected {
        Map<String, FieldValue> values = new HashMap<>(fields.size() * 4 / 3 + 1);
        for (Wanted wanted : fields) {
            OdooField field = wanted.field();
            if (row.containsKey(field.name())) {
                values.put(
                        wanted.name(),
                        wanted.sub() == null
                                ? decoder.decode(field, row.get(field.name()), row, related)
                                : decoder.decodeLinked(field, wanted.sub(), row.get(field.name()), related));
            }
        }
        return new SourceRecord(RecordId.of(id(row)), version(row.get("write_date")), values);
    }

    private static long version(@Nullable Object writeDate) throws ValueDecoder.Unexpected {
        if (!(writeDate instanceof String text)) {
            return 0;
        }
        try {
            return Math.max(0, Texts.instant(text).toEpochMilli());
        } catch (IllegalArgumentException noTime) {
            throw new ValueDecoder.Unexpected("write_date is " + text);
        }
    }

    private static long id(Map<String, Object> row) {
        return (Integer) row.getOrDefault("id", 0);
    }

    private static List<Long> idsOf(List<Map<String, Object>> rows) {
        return rows.stream().map(RowReader::id).toList();
    }

    private static Cursor last(List<Long> ids) {
        return ids.isEmpty() ? Cursor.START : Cursor.at(ids.get(ids.size() - 1));
    }
}
