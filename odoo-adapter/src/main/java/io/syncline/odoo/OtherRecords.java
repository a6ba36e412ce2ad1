package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import io.syncline.odoo.CallFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells whether a failure of a probe of one record concerns the user's rights, which are the same for all records, or that
 * record. A search, which reads no values, shows whether the conditions may be used; a few other records show the rest. If
 * there is no other record, the record is at fault if not even its id can be read, and a right is missing otherwise.
 */
final class OtherRecords {

    private static final int LISTED = 200;
    private static final int TRIED = 4;

    private final OdooApi api;
    private final Query query;
    private final List<String> unlisted;

    /**
     * Prepares attempts.
     *
     * @param query what was read
     * @param unlisted fields that were requested although the server does not list them
     */
    OtherRecords(OdooApi api, Query query, List<String> unlisted) {
        this.api = api;
        this.query = query;
        this.unlisted = unlisted;
    }

    /**
     * Why the records cannot be read by this user, or empty if only some cannot: the pages that contain those report them.
     *
     * @param first the failure of the first record
     * @throws CallFailure if the server does not answer
     */
    Optional<CallFailure> obstacle(CallFailure first) {
        if (isOfAValue(first)) {
            return Optional.empty();
        }
        if (!first.isAboutRequest() && !mayBreak(first)) {
            throw first;
        }
        if (unlisted.stream().anyMatch(NamesInFaults.of(first, unlisted)::contains)) {
            return Optional.of(first);
        }
        List<Long> ids;
        try {
            ids = api.search(model(), query.slim().in(IdRange.ALL), LISTED);
        } catch (CallFailure condition) {
            return requests(condition);
        }
        boolean only = ids.size() == 1 && unlisted.isEmpty();
        if ((first.kind() != Kind.ACCESS && unlisted.isEmpty()) || (only && isClosed(ids.get(0)))) {
            return Optional.empty();
        }
        return ofAll(ids, first);
    }

    private Optional<CallFailure> ofAll(List<Long> ids, CallFailure first) {
        boolean rights = first.kind() == Kind.ACCESS;
        List<String> names =
                new ArrayList<>(WireFields.of(rights ? query : query.slim()).names());
        names.addAll(unlisted);
        CallFailure last = first;
        for (int position : positions(ids.size(), rights)) {
            try {
                Domain one = query.of(List.of(ids.get(position)));
                if (!api.searchRead(model(), one, names, 0).isEmpty()) {
                    return Optional.empty();
                }
            } catch (CallFailure failure) {
                if (isOfAValue(failure)) {
                    return Optional.empty();
                }
                last = failure.isAboutRequest() ? failure : last;
            }
        }
        return requests(last);
    }

    /** Whether a record that is found by a search cannot be read whatever its fields. */
    private boolean isClosed(long id) {
        try {
            api.searchRead(model(), query.of(List.of(id)), List.of("id"), 0);
            return false;
        } catch (CallFailure failure) {
            return requests(failure).isPresent();
        }
    }

    private static Optional<CallFailure> requests(CallFailure failure) {
        if (!failure.isAboutRequest()) {
            throw failure;
        }
        return Optional.of(failure);
    }

    /** Some positions from the first to the last; without the first one, whose failure is known, if rights are in question. */
    private static Set<Integer> positions(int size, boolean rights) {
        TreeSet<Integer> positions = new TreeSet<>();
        for (int i = 0; i < TRIED; i++) {
            positions.add(i * Math.max(0, size - 1) / (TRIED - 1));
        }
        if (rights || size == 0) {
            positions.remove(0);
        }
        if (rights && size > 1) {
            positions.add(1);
        }
        return positions;
    }

    private static boolean isOfAValue(CallFailure failure) {
        return failure.kind() == Kind.MARSHALLING || failure.kind() == Kind.UNREADABLE;
    }

    private static boolean mayBreak(CallFailure failure) {
        return failure.isAmbiguous() || failure.callsForSmallerPage();
    }

    private String model() {
        return query.model().name().value();
    }
}
