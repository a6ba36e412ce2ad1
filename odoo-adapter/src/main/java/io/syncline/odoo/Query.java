package io.syncline.odoo;

import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.Filters.Filter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which records of a model to list and what to read of them.
 *
 * @param model the model
 * @param fields the fields that the caller wants
 * @param includeArchived whether archived records count
 * @param changedSince the lower bound of a listing of changes
 * @param watched links whose targets' changes count as changes
 * @param filters what else records have to meet
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

    /** The same records, without their fields. */
    Query slim() {
        return new Query(model, List.of(), includeArchived, changedSince, watched, filters);
    }

    /** The records of the listing within a range. */
    Domain in(IdRange range) {
        Domain domain = scoped(Domain.in(range));
        return changedSince.map(since -> domain.changedSince(since, watched)).orElse(domain);
    }

    /** Those of some records that are in scope, whenever they changed. */
    Domain of(Collection<Long> ids) {
        return scoped(Domain.of(ids));
    }

    /** Said by a condition and not by the context, so that links to archived records are read in the same way. */
    private Domain scoped(Domain domain) {
        String active = model.activeField();
        Domain scoped = includeArchived || active == null ? domain : domain.and(active, "=", true);
        for (Filter filter : filters) {
            scoped = scoped.and(filter.path(), filter.operator(), filter.value());
        }
        return scoped;
    }
}
