package io.syncline.sql;

import static java.util.Objects.requireNonNull;

import io.syncline.core.adapter.Setting;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link SqlModel}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a value that cannot be used,
 * and {@link IllegalStateException} for a setting that was already set. Whether columns exist is found out when the model is
 * described. Not thread-safe.
 */
public final class SqlModelBuilder {

    final Setting<String> table = Setting.named("table");
    final Setting<String> query = Setting.named("query");
    final Setting<List<String>> key = Setting.named("key");
    final Setting<String> version = Setting.named("version");
    final Setting<ChronoUnit> versionUnit = Setting.named("versionUnit");
    final Setting<String> archived = Setting.named("archived");
    final Setting<String> active = Setting.named("active");
    final Setting<String> filter = Setting.named("filter");
    final Setting<String> tenantColumn = Setting.named("tenantColumn");
    final Setting<String> tenant = Setting.named("tenant");
    final Setting<List<String>> html = Setting.named("html");
    final Map<String, SqlChildren> children = new LinkedHashMap<>();

    SqlModelBuilder() {}

    /**
     * Sets the table or view; that of the name of the model by default.
     *
     * @param name its name as it is stored, with a schema if needed: {@code sales.products}; a part with a dot is in double
     *     quotes
     */
    public SqlModelBuilder table(String name) {
        table.set(name);
        return this;
    }

    /** Sets a query whose rows are the records, instead of a {@link #table}. It is trusted like code. */
    public SqlModelBuilder query(String sql) {
        query.set(Relation.checkedQuery(sql));
        return this;
    }

    /**
     * Sets the columns that identify a row, none of which may be null. Required.
     *
     * @param names columns of whole numbers, UUIDs or texts
     */
    public SqlModelBuilder key(List<String> names) {
        key.set(SqlChildren.names("key", names));
        return this;
    }

    /**
     * Sets the column with the time of the last change: a timestamp, or a whole number with a {@link #versionUnit}. Without
     * it, or with a counter, each sync reads all rows and embeds those whose content has changed.
     */
    public SqlModelBuilder version(String column) {
        if (requireNonNull(column, "version").equals("xmin")) {
            throw new IllegalArgumentException("'version' cannot be xmin: it is the number of a transaction, which is"
                    + " assigned before the commit, is used again, and says nothing of the time; add a column with the"
                    + " time of the change, or leave 'version' out to compare all rows");
        }
        version.set(column);
        return this;
    }

    /**
     * Sets what a whole number in the version column counts; without it, such a number is a counter.
     *
     * @param unit {@link ChronoUnit#SECONDS} or {@link ChronoUnit#MILLIS} since 1970-01-01T00:00Z
     */
    public SqlModelBuilder versionUnit(ChronoUnit unit) {
        if (requireNonNull(unit, "versionUnit") != ChronoUnit.SECONDS && unit != ChronoUnit.MILLIS) {
            throw new IllegalArgumentException("'versionUnit' must be seconds or milliseconds, not " + unit);
        }
        versionUnit.set(unit);
        return this;
    }

    /** Sets the column that marks a row as archived: true, a number other than 0, a time or a text. */
    public SqlModelBuilder archived(String column) {
        archived.set(column);
        return this;
    }

    /** Sets the column that marks a row as active, the opposite of {@link #archived}. */
    public SqlModelBuilder active(String column) {
        active.set(column);
        return this;
    }

    /** Sets a condition in SQL that records have to meet. It is trusted like code. */
    public SqlModelBuilder filter(String condition) {
        filter.set(condition);
        return this;
    }

    /** Sets the column with the tenant of a row; together with {@link #tenant}. */
    public SqlModelBuilder tenantColumn(String column) {
        tenantColumn.set(column);
        return this;
    }

    /** Sets the tenant whose rows are read; no other row is. */
    public SqlModelBuilder tenant(String value) {
        tenant.set(value);
        return this;
    }

    /** Sets the columns that hold HTML, whose markup is removed. */
    public SqlModelBuilder html(List<String> columns) {
        html.set(SqlChildren.names("html", columns));
        return this;
    }

    /**
     * Adds rows of another table as a field.
     *
     * @param field the name of the field
     * @param rows the rows
     */
    public SqlModelBuilder children(String field, SqlChildren rows) {
        if (children.putIfAbsent(requireNonNull(field, "children"), requireNonNull(rows, "children")) != null) {
            throw new IllegalStateException("'children' of " + field + " was already set");
        }
        return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalStateException if a required setting is missing, or settings contradict each other
     */
    public SqlModel build() {
        Setting.require("A model", key);
        if (table.isSet()) {
            table.excludes(query);
        }
        if (archived.isSet()) {
            archived.excludes(active);
        }
        if (tenantColumn.isSet() != tenant.isSet()) {
            throw new IllegalStateException("'tenantColumn' and 'tenant' must be given together");
        }
        if (versionUnit.isSet() && !version.isSet()) {
            throw new IllegalStateException("'versionUnit' needs 'version'");
        }
        children.forEach((field, rows) -> {
            if (rows.parent().size() != key.get().size()) {
                throw new IllegalStateException("'children' of " + field
                        + " must have as many columns in 'parent' as the" + " key of the model: " + key.get());
            }
        });
        return new SqlModel(this);
    }
}
