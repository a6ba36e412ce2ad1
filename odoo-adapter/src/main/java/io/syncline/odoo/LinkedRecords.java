package io.syncline.odoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads some fields of linked records, by bisection if needed: a record or a field that cannot be read affects no other one.
 * Not thread-safe.
 */
final class LinkedRecords {

    /** If so many records in a row cannot be read and none could, the others are not tried. */
    private static final int SYSTEMATIC = 10;

    private final OdooApi api;
    private final String model;
    private final List<String> fields;
    private final Readings readings = new Readings();
    private int failed;

    LinkedRecords(OdooApi api, String model, List<String> fields) {
        this.api = api;
        this.model = model;
        this.fields = fields;
    }

    /** What has been read so far. */
    Readings readings() {
        return readings;
    }

    void read(List<Long> ids) {
        try {
            readings.rows().addAll(api.searchRead(model, Domain.of(ids), fields, 0));
        } catch (CallFailure failure) {
            boolean splits = failure.isAboutContent()
                    || failure.kind() == CallFailure.Kind.UNREADABLE
                    || failure.kind() == CallFailure.Kind.OVERSIZE;
            if (!splits) {
                throw failure;
            }
            if (ids.size() == 1) {
                readOne(ids.get(0), failure);
            } else if (failed >= SYSTEMATIC && readings.rows().isEmpty()) {
                ids.forEach(id -> unreadable(id, fields, failure));
            } else {
                read(ids.subList(0, ids.size() / 2));
                read(ids.subList(ids.size() / 2, ids.size()));
            }
        }
    }

    private void readOne(long id, CallFailure failure) {
        List<String> failing = fields.size() == 1 ? fields : Culprits.among(fields, without -> works(id, without));
        if (failing.isEmpty()) {
            failing = fields;
        }
        List<String> others = new ArrayList<>(fields);
        others.removeAll(failing);
        if (others.isEmpty()) {
            failed++;
        } else {
            readings.rows().addAll(api.searchRead(model, Domain.of(List.of(id)), others, 0));
        }
        unreadable(id, failing, failure);
    }

    private boolean works(long id, Set<String> without) {
        List<String> some = new ArrayList<>(fields);
        some.removeAll(without);
        try {
            api.searchRead(model, Domain.of(List.of(id)), some, 0);
            return true;
        } catch (CallFailure failure) {
            if (!failure.isAboutContent()) {
                throw failure;
            }
            return false;
        }
    }

    private void unreadable(long id, List<String> names, CallFailure failure) {
        names.forEach(name -> readings.unreadable(id, name, String.valueOf(failure.getMessage())));
    }
}
