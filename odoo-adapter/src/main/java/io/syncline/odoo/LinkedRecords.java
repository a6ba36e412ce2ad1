package io.syncline.odoo;

import io.syncline.odoo.CallFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads some fields of linked records, by bisection if needed: a record or a field that cannot be read affects no other one.
 * A failure that may be an outage is split only while the server answers a small search of the same model. Not thread-safe.
 */
final class LinkedRecords {

    /** If so many records in a row cannot be read and none could, the others are not tried. */
    private static final int SYSTEMATIC = 10;

    private final OdooApi api;
    private final String model;
    private final List<String> fields;
    private final Map<Long, String> broken;
    private final Readings readings = new Readings();
    private int failed;

    /**
     * Prepares reading.
     *
     * @param broken by id: why reading a record breaks the call, for records that are not tried again
     */
    LinkedRecords(OdooApi api, String model, List<String> fields, Map<Long, String> broken) {
        this.api = api;
        this.model = model;
        this.fields = fields;
        this.broken = broken;
    }

    /** What has been read so far. */
    Readings readings() {
        return readings;
    }

    void read(List<Long> ids) {
        List<Long> others = new ArrayList<>(ids);
        others.removeAll(broken.keySet());
        ids.stream().filter(broken::containsKey).forEach(id -> unreadable(id, fields, broken.get(id)));
        if (!others.isEmpty()) {
            split(others);
        }
    }

    private void split(List<Long> ids) {
        try {
            readings.rows().addAll(api.searchRead(model, Domain.of(ids), fields, 0));
        } catch (CallFailure failure) {
            giveUpOrSplit(failure);
            boolean systematic = failed >= SYSTEMATIC && readings.rows().isEmpty();
            if (systematic && mayBreak(failure)) {
                throw failure;
            }
            if (ids.size() == 1) {
                readOne(ids.get(0), failure);
            } else if (systematic) {
                ids.forEach(id -> unreadable(id, fields, message(failure)));
            } else {
                split(ids.subList(0, ids.size() / 2));
                split(ids.subList(ids.size() / 2, ids.size()));
            }
        }
    }

    private void giveUpOrSplit(CallFailure failure) {
        boolean splits = switch (failure.kind()) {
            case UNREADABLE, OVERSIZE, MARSHALLING, ACCESS, INVALID, REFUSED -> true;
            default -> mayBreak(failure) && api.answers(model);
        };
        if (!splits) {
            throw failure;
        }
    }

    /** Whether the call may have broken by one record, or by an outage. */
    private static boolean mayBreak(CallFailure failure) {
        return failure.isAmbiguous() || failure.kind() == Kind.TIMEOUT || failure.kind() == Kind.CONNECTION_LOST;
    }

    /** Tries a record once more if an outage may have been the cause. What takes long is not repeated. */
    private void readBroken(long id, CallFailure failure) {
        CallFailure last = failure;
        if (failure.kind() != Kind.TIMEOUT) {
            try {
                readings.rows().addAll(api.searchRead(model, Domain.of(List.of(id)), fields, 0));
                return;
            } catch (CallFailure again) {
                giveUpOrSplit(again);
                last = again;
            }
        }
        failed++;
        broken.put(id, message(last));
        unreadable(id, fields, message(last));
    }

    private static String message(CallFailure failure) {
        return String.valueOf(failure.getMessage());
    }

    private void readOne(long id, CallFailure failure) {
        if (mayBreak(failure)) {
            readBroken(id, failure);
            return;
        }
        List<String> failing = fields.size() == 1 ? fields : Bisection.among(fields, without -> works(id, without));
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
        unreadable(id, failing, message(failure));
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

    private void unreadable(long id, List<String> names, @Nullable String reason) {
        names.forEach(name -> readings.unreadable(id, name, String.valueOf(reason)));
    }
}
