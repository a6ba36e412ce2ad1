package io.syncline.sql;

import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the records of a model are: a table, view or query, the columns that identify a row, and what the others mean.
 *
 * <p>Immutable.
 */
public final class SqlModel {

    private final SqlModelBuilder settings;
    private final Map<String, SqlChildren> children;

    SqlModel(SqlModelBuilder settings) {
        this.settings = settings;
        this.children = Collections.unmodifiableMap(new LinkedHashMap<>(settings.children));
    }

    /** Starts the settings. */
    public static SqlModelBuilder builder() {
        return new SqlModelBuilder();
    }

    /** What rows are read from; the table has the name of the model if no other is given. */
    Relation relation(String model) {
        return Relation.of(settings.table, settings.query, model);
    }

    List<String> key() {
        return settings.key.get();
    }

    Optional<String> version() {
        return settings.version.optional();
    }

    Optional<ChronoUnit> versionUnit() {
        return settings.versionUnit.optional();
    }

    Optional<String> archived() {
        return settings.archived.optional();
    }

    Optional<String> active() {
        return settings.active.optional();
    }

    Optional<String> filter() {
        return settings.filter.optional();
    }

    Optional<String> tenantColumn() {
        return settings.tenantColumn.optional();
    }

    Optional<String> tenant() {
        return settings.tenant.optional();
    }

    List<String> html() {
        return settings.html.or(List.of());
    }

    Map<String, SqlChildren> children() {
        return children;
    }
}
