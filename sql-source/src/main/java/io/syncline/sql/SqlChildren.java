package io.syncline.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Rows of another table that belong to the records of a model, such as the lines of an order. They are a field of the model, a
 * line for each row.
 *
 * <p>Immutable.
 */
public final class SqlChildren {

    private final SqlChildrenBuilder settings;

    SqlChildren(SqlChildrenBuilder settings) {
        this.settings = settings;
    }

    /** Starts the settings. */
    public static SqlChildrenBuilder builder() {
        return new SqlChildrenBuilder();
    }

    /** What rows are read from; the table has the name of the field if no other is given. */
    Relation relation(String field) {
        return Relation.of(settings.table, settings.query, field);
    }

    List<String> parent() {
        return settings.parent.get();
    }

    List<String> columns() {
        return settings.columns.get();
    }

    Optional<String> order() {
        return settings.order.optional();
    }

    Optional<String> version() {
        return settings.version.optional();
    }

    Optional<String> filter() {
        return settings.filter.optional();
    }

    int limit() {
        return settings.limit.or(SqlChildrenBuilder.DEFAULT_LIMIT);
    }

    boolean separate() {
        return settings.separate.or(false);
    }

    /** What decides the text of the field. */
    String rendering(String field) {
        return parent() + " " + separate() + " " + columns() + " " + order().orElse("") + " " + limit() + " "
                + filter().orElse("") + " " + relation(field);
    }

    static List<String> names(String setting, List<String> names) {
        requireNonNull(names, setting);
        names.forEach(name -> requireNonNull(name, setting));
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("'" + setting + "' must be names of columns, not " + names);
        }
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("'" + setting + "' names a column twice: " + names);
        }
        return List.copyOf(names);
    }
}
