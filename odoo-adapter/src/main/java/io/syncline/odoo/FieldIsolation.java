package io.syncline.odoo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows. A field that makes the request fail is read again on its own, and is missing only in the rows for which it
 * fails even then. What is learned about a query is kept for its next rows. Not thread-safe.
 */
final class FieldIsolation {

    /** If a field fails for so many rows, spread over a page, and is read for none, it fails for the page. */
    private static final int SAMPLES = 10;

    /** The same for a field that has failed for another page. */
    private static final int FURTHER_SAMPLES = 3;

    private final OdooApi api;
    private final Query query;
    private final Set<String> known;

    FieldIsolation(OdooApi api, Query query) {
        this.api = api;
        this.query = query;
        known = new HashSet<>(query.model().failingForPages());
    }

    /** How many fields are known to fail for some rows. */
    int known() {
        return known.size();
    }

    /**
     * Reads the rows that meet a condition.
     *
     * @param limit how many rows at most; 0 for all
     * @param alone whether the condition is that of one record
     * @throws CallFailure if no field explains why the request fails
     */
    Readings read(Domain domain, int limit, boolean alone) {
        WireFields fields = WireFields.of(query);
        String model = query.model().name().value();
        try {
            return new Readings(api.searchRead(model, domain, fields.names(), limit));
        } catch (CallFailure failure) {
            if (!failure.isAboutContent() || query.fields().isEmpty()) {
                throw failure;
            }
            Attempts attempts = new Attempts(domain, limit);
            FieldTriage triage = new FieldTriage(query.model(), fields, failure, attempts::work);
            Set<String> failing = (alone ? triage.ofOneRecord() : triage).run(known);
            if (failing.isEmpty()) {
                throw failure;
            }
            known.addAll(failing);
            Readings readings = new Readings(attempts.read(fields.without(failing)));
            failing.forEach(field -> new Cells(field, readings).read());
            return readings;
        }
    }

    /** Reads the same rows with some of the fields. */
    private final class Attempts {

        private final Domain domain;
        private final int limit;
        private List<String> names = List.of();
        private List<Map<String, Object>> rows = List.of();

        Attempts(Domain domain, int limit) {
            this.domain = domain;
            this.limit = limit;
        }

        /** Whether the rows can be read with these fields. */
        boolean work(WireFields fields) {
            try {
                rows = api.searchRead(query.model().name().value(), domain, fields.names(), limit);
                names = fields.names();
                return true;
            } catch (CallFailure failure) {
                if (!failure.isAboutContent()) {
                    throw failure;
                }
                return false;
            }
        }

        /** The rows with these fields, by which they could be read before. */
        List<Map<String, Object>> read(WireFields fields) {
            return names.equals(fields.names())
                    ? rows
                    : api.searchRead(query.model().name().value(), domain, fields.names(), limit);
        }
    }

    /** The values of one field for the rows of a page. */
    private final class Cells {

        private final String field;
        private final Readings page;

        Cells(String field, Readings page) {
            this.field = field;
            this.page = page;
        }

        void read() {
            List<Map<String, Object>> rows = page.rows();
            if (rows.size() == 1) {
                fill(rows);
            } else if (rows.size() <= samples()) {
                halves(rows);
            } else {
                sampled(rows);
            }
        }

        private int samples() {
            return query.model().failingForPages().contains(field) ? FURTHER_SAMPLES : SAMPLES;
        }

        /** Most values that cannot be read are those of few rows, or of all. */
        private void sampled(List<Map<String, Object>> rows) {
            int samples = samples();
            List<Map<String, Object>> rest = new ArrayList<>(rows);
            boolean any = false;
            for (int i = 0; i < samples && !any; i++) {
                Map<String, Object> row = rows.get((int) ((long) i * (rows.size() - 1) / (samples - 1)));
                rest.remove(row);
                any = fill(List.of(row));
            }
            if (any) {
                fill(rest);
                return;
            }
            query.model().failsForPage(field);
            String reason = page.unreadable(RowReader.id(rows.get(0))).getOrDefault(field, "");
            rest.forEach(row -> page.unreadable(RowReader.id(row), field, reason));
        }

        /** Fills in what can be read; returns whether anything could. */
        private boolean fill(List<Map<String, Object>> rows) {
            if (rows.isEmpty()) {
                return false;
            }
            try {
                Map<Long, Map<String, Object>> read = new HashMap<>();
                List<Long> ids = RowReader.idsOf(rows);
                api.searchRead(query.model().name().value(), Domain.of(ids), List.of(field), 0)
                        .forEach(row -> read.put(RowReader.id(row), row));
                rows.forEach(row -> put(row, read.get(RowReader.id(row))));
                return true;
            } catch (CallFailure failure) {
                if (!failure.isAboutContent()) {
                    throw failure;
                }
                if (rows.size() == 1) {
                    page.unreadable(RowReader.id(rows.get(0)), field, String.valueOf(failure.getMessage()));
                    return false;
                }
                return halves(rows);
            }
        }

        private boolean halves(List<Map<String, Object>> rows) {
            boolean first = fill(rows.subList(0, rows.size() / 2));
            boolean second = fill(rows.subList(rows.size() / 2, rows.size()));
            return first || second;
        }

        private void put(Map<String, Object> row, @Nullable Map<String, Object> read) {
            if (read != null && read.containsKey(field)) {
                row.put(field, read.get(field));
            } else {
                page.unreadable(RowReader.id(row), field, "the record was deleted meanwhile");
            }
        }
    }
}
