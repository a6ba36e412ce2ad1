package io.syncline.odoo;

import io.syncline.api.RecordId;
import io.syncline.core.port.record.RejectedRecord;
import io.syncline.odoo.CallFailure.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads records, by halves if they cannot be read together; a record that cannot be read alone is rejected. Not thread-safe. */
final class RecordSplit {

    /** If that many records are rejected and none is read, the cause is not a single record. */
    private static final int SYSTEMATIC = 10;

    private final OdooApi api;
    private final Query query;
    private final String model;
    private final FieldIsolation fields;
    private final Readings read;
    private final List<RejectedRecord> rejected;

    /** Records to read, by ascending id, in the groups that are read together. */
    private final Deque<List<Long>> pending = new ArrayDeque<>();

    private int alone;
    private @Nullable CallFailure ambiguous;

    /**
     * Prepares reading.
     *
     * @param read gets the records that can be read
     * @param rejected gets the others
     */
    RecordSplit(OdooApi api, Query query, Readings read, List<RejectedRecord> rejected) {
        this.api = api;
        this.query = query;
        model = query.model().name().value();
        fields = new FieldIsolation(api, query);
        this.read = read;
        this.rejected = rejected;
    }

    /**
     * Reads records.
     *
     * @throws CallFailure if none of several can be read, and an outage may be the cause
     */
    void readAll(List<Long> ids) {
        if (!ids.isEmpty()) {
            pending.push(ids);
        }
        while (!pending.isEmpty()) {
            int known = fields.known();
            read(pending.pop());
            if (fields.known() > known) {
                joinPending();
            }
        }
        if (ambiguous != null && ids.size() > 1 && alone == ids.size()) {
            throw ambiguous;
        }
    }

    private void read(List<Long> ids) {
        try {
            readTogether(ids);
        } catch (CallFailure failure) {
            giveUpOrSplit(api, query, failure, ids.size());
            if (ids.size() == 1) {
                readAlone(ids, failure);
                return;
            }
            int half = ids.size() / 2;
            pending.push(ids.subList(half, ids.size()));
            pending.push(ids.subList(0, half));
        }
    }

    /** A field that fails for one record fails for many, so the rest can be read together without it. */
    private void joinPending() {
        List<Long> rest = new ArrayList<>();
        pending.forEach(rest::addAll);
        pending.clear();
        if (!rest.isEmpty()) {
            pending.push(rest);
        }
    }

    private void readTogether(List<Long> ids) {
        Readings some = fields.read(query.of(ids), 0, ids.size() == 1);
        if (!ids.containsAll(RowReader.idsOf(some.rows()))) {
            throw new CallFailure(
                    Kind.PROTOCOL_ERROR,
                    "the server returned records of " + query.model().name() + " that were not requested");
        }
        read.add(some);
    }

    /** What may have been an outage is seen once more, with the server known to work between the two. */
    private void readAlone(List<Long> id, CallFailure failure) {
        if (!failure.isAmbiguous()) {
            reject(id.get(0), failure);
            return;
        }
        try {
            readTogether(id);
        } catch (CallFailure again) {
            giveUpOrSplit(api, query, again, 1);
            ambiguous = again;
            reject(id.get(0), again);
        }
    }

    /**
     * Rejects a record if it exists. A listing of ids needs nothing else of it.
     *
     * @throws CallFailure if it is one of many, so that the cause is not a single record
     */
    private void reject(long id, CallFailure failure) {
        if (api.search(model, query.slim().of(List.of(id)), 1).isEmpty()) {
            return;
        }
        alone++;
        if (RowReader.isSlim(query)) {
            read.rows().add(new HashMap<>(Map.of("id", id)));
        } else {
            rejected.add(new RejectedRecord(RecordId.of(id), String.valueOf(failure.getMessage())));
        }
        boolean isAnyOther = read.rows().size() > (RowReader.isSlim(query) ? alone : 0);
        if (alone >= SYSTEMATIC && !isAnyOther && (failure.isAboutRequest() || failure.isAmbiguous())) {
            throw failure;
        }
    }

    /** Throws a failure unless one of the records may be its cause. */
    static void giveUpOrSplit(OdooApi api, Query query, CallFailure failure, int tried) {
        if (failure.callsForSmallerPage()) {
            query.model().pageSize(RowReader.isSlim(query)).shrink(tried);
        }
        boolean splits = switch (failure.kind()) {
            case UNREADABLE, OVERSIZE, MARSHALLING, ACCESS, INVALID, REFUSED -> true;
            case TIMEOUT, CONNECTION_LOST -> tried == 1;
            case CRASHED, PROTOCOL_ERROR -> api.answers(query.model().name().value());
            default -> false;
        };
        if (!splits) {
            throw failure;
        }
    }
}
