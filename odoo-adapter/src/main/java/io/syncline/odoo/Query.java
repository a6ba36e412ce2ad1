package io.syncline.odoo;

import io.syncline.api.RestrictionReason;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordScope;
import io.syncline.odoo.Filters.Filter;
import io.syncline.odoo.internal.privacy.PrivateRecords;
import io.syncline.odoo.internal.recipe.RecipeFiles;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which records of a model to read, and which of their fields.
 *
 * @param model the model
 * @param fields the fields to return
 * @param includeArchived whether archived records are included
 * @param changedSince the lower bound of a listing of changes
 * @param watched links whose changes count as changes of the records
 * @param alsoChanged records that changed although neither they nor what they link to did, such as those with new files
 * @param filters further conditions
 */
record Query(
        OdooModel model,
        List<String> fields,
        boolean includeArchived,
        Optional<Instant> changedSince,
        List<String> watched,
        List<Long> alsoChanged,
        List<Filter> filters) {

    static Query of(OdooModel model, RecordScope scope, List<String> watched, List<Filter> filters) {
        Optional<Instant> since = model.hasChangeTime() ? scope.changedSince() : Optional.empty();
        return new Query(model, scope.fields(), scope.includeArchived(), since, watched, List.of(), filters);
    }

    /** All records of a model, without their fields. */
    static Query all(OdooModel model, List<Filter> filters) {
        return new Query(model, List.of(), true, Optional.empty(), List.of(), List.of(), filters);
    }

    /** The same listing of changes with more records. */
    Query andChanged(List<Long> ids) {
        return new Query(model, fields, includeArchived, changedSince, watched, ids, filters);
    }

    /** The same records, whether or not they changed. */
    Query unchanged() {
        return new Query(model, fields, includeArchived, Optional.empty(), List.of(), List.of(), filters);
    }

    /**
     * The fields that decide whether a record is private as a whole; not those by which the configuration filters. A field that
     * Odoo does not list for this user counts if it exists.
     */
    private Set<String> deciding() {
        String name = model.name().value();
        Set<String> names =
                new TreeSet<>(PrivateRecords.decidingFields(name, model.fields().keySet()));
        names.addAll(model.text().hidden().fields());
        PrivateRecords.hideableFields(name).stream()
                .filter(field -> model.restriction(field)
                        .filter(RestrictionReason.SECURITY_RESTRICTION::equals)
                        .isPresent())
                .forEach(names::add);
        names.removeIf(
                field -> filters.stream().anyMatch(filter -> filter.path().equals(field)));
        return names;
    }

    /** Those of them that this user may read. */
    List<String> decidingToRead() {
        return deciding().stream()
                .filter(name -> model.field(name) != null && !model.isDropped(name))
                .toList();
    }

    /** A warning about those of them that this user may not read, so that all records count as private; empty if there are none. */
    Optional<String> undecidable() {
        List<String> names = deciding().stream()
                .filter(name -> model.field(name) == null || model.isDropped(name))
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("No record of " + model.name() + " is shown, since this user may not read "
                        + String.join(", ", names)
                        + ", by which private records are told from others; give the user the right to read it");
    }

    /** Whether a record is private as a whole. It is if what decides about that is not known. */
    boolean isPrivate(Map<String, Object> row) {
        return deciding().stream()
                .anyMatch(name -> !row.containsKey(name)
                        || PrivateRecords.isPrivate(model.name().value(), name, row.get(name))
                        || isHidden(name, row));
    }

    private boolean isHidden(String name, Map<String, Object> row) {
        return model.text().hidden().fields().contains(name)
                && model.text().hidden().on(List.of(name)).areMetBy(row);
    }

    /** A field that was asked for, was not sent, and decides whether a record is private; empty if there is none. */
    Optional<String> undecided(Map<String, Object> row) {
        return decidingToRead().stream().filter(name -> !row.containsKey(name)).findFirst();
    }

    /** The same records, without their fields. */
    Query slim() {
        return new Query(model, List.of(), includeArchived, changedSince, watched, alsoChanged, filters);
    }

    /** Whether texts of files are among its fields. */
    boolean showsFiles() {
        return files().findAny().isPresent();
    }

    /** Whether texts of attachments, which change without the record, are among its fields. */
    boolean showsAttachments() {
        return files().anyMatch(RecipeFiles::attached);
    }

    private Stream<RecipeFiles> files() {
        return fields.stream().map(model::part).filter(Objects::nonNull).flatMap(part -> part.files().stream());
    }

    /** The records of this query within a range. */
    Domain in(IdRange range) {
        Domain domain = scoped(Domain.in(range));
        return changedSince
                .map(since -> domain.changedSince(since, watched, alsoChanged))
                .orElse(domain);
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
