package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.Filters.Filter;
import io.syncline.odoo.internal.privacy.PrivateRecords;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which records of a model to read, and which of their fields.
 *
 * @param model the model
 * @param fields the fields to return
 * @param includeArchived whether archived records are included
 * @param changedSince the lower bound of a listing of changes
 * @param watched links whose changes count as changes of the records
 * @param filters further conditions
 */
record Query(
        OdooModel model,
        List<String> fields,
        boolean includeArchived,
        Optional<Instant> changedSince,
        List<String> watched,
        List<Filter> filters) {

    static Query of(OdooModel model, RecordScope scope, List<String> watched, List<Filter> filters) {
        Optional<Instant> since = model.hasChangeTime() ? scope.changedSince() : Optional.empty();
        return new Query(model, scope.fields(), scope.includeArchived(), since, watched, filters);
    }

    /** The fields that decide whether a record is private as a whole; not those by which the configuration filters. */
    List<String> deciding() {
        return PrivateRecords.decidingFields(
                        model.name().value(), model.fields().keySet())
                .stream()
                .filter(name -> !model.isDropped(name)
                        && filters.stream().noneMatch(filter -> filter.path().equals(name)))
                .toList();
    }

    /** Whether a record is private as a whole. */
    boolean isPrivate(Map<String, Object> row) {
        return deciding().stream()
                .anyMatch(name -> PrivateRecords.isPrivate(model.name().value(), name, row));
    }

    /** The same records, without their fields. */
    Query slim() {
        return new Query(model, List.of(), includeArchived, changedSince, watched, filters);
    }

    /** The records of this query within a range. */
    Domain in(IdRange range) {
        Domain domain = scoped(Domain.in(range));
        return changedSince.map(since -> domain.changedSince(since, watched)).orElse(domain);
    }

    /** Those of some records that are in scope, whether or not they changed. */
    Domain of(Collection<Long> ids) {
        return scoped(Domain.of(ids));
    }

    /** A condition rather than the context excludes archived records, so that links to archived records are still read. */
    private Domain scoped(Domain domain) {
        String active = model.activeField();
        Domain scoped = includeArchived || active == null ? domain : domain.and(active, "=", true);
        for (Filter filter : filters) {
            scoped = scoped.and(filter.path(), filter.operator(), filter.value());
        }
        return scoped;
    }
}
