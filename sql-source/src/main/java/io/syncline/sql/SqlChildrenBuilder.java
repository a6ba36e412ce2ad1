package io.syncline.sql;

import io.syncline.core.adapter.Limits;
import io.syncline.core.adapter.Setting;
import java.util.List;

/**
 * Builds {@link SqlChildren}.
 *
 * <p>Each method throws {@link NullPointerException} for null, {@link IllegalArgumentException} for a value that cannot be used,
 * and {@link IllegalStateException} for a setting that was already set. Not thread-safe.
 */
public final class SqlChildrenBuilder {

    static final int DEFAULT_LIMIT = 100;
    static final int MOST_CHILDREN = 10_000;

    final Setting<String> table = Setting.named("table");
    final Setting<String> query = Setting.named("query");
    final Setting<List<String>> parent = Setting.named("parent");
    final Setting<List<String>> columns = Setting.named("columns");
    final Setting<String> order = Setting.named("order");
    final Setting<String> version = Setting.named("version");
    final Setting<String> filter = Setting.named("filter");
    final Setting<Integer> limit = Setting.named("limit");
    final Setting<Boolean> separate = Setting.named("separate");

    SqlChildrenBuilder() {}

    /** Sets the table or view with the rows; that of the name of the field by default. */
    public SqlChildrenBuilder table(String name) {
        table.set(name);
        return this;
    }

    /** Sets a query that gives the rows, instead of a {@link #table}. It is trusted like code. */
    public SqlChildrenBuilder query(String sql) {
        query.set(Relation.checkedQuery(sql));
        return this;
    }

    /** Sets the columns that hold the key of the record, in the order of that key. Required. */
    public SqlChildrenBuilder parent(List<String> names) {
        parent.set(SqlChildren.names("parent", names));
        return this;
    }

    /** Sets the columns that are shown, in their order. Required. */
    public SqlChildrenBuilder columns(List<String> names) {
        columns.set(SqlChildren.names("columns", names));
        return this;
    }

    /** Sets the column by which the rows of a record are sorted; the first of {@link #columns} by default. */
    public SqlChildrenBuilder order(String column) {
        order.set(column);
        return this;
    }

    /** Sets the column with the change time of a row. Without it, a changed row is found only with its record. */
    public SqlChildrenBuilder version(String column) {
        version.set(column);
        return this;
    }

    /** Sets a condition in SQL that rows have to meet. It is trusted like code. */
    public SqlChildrenBuilder filter(String condition) {
        filter.set(condition);
        return this;
    }

    /**
     * Sets the most rows of a record.
     *
     * @param rows 1 to 10000; 100 by default
     */
    public SqlChildrenBuilder limit(int rows) {
        Limits.check("limit", rows, 1, MOST_CHILDREN);
        limit.set(rows);
        return this;
    }

    /** Sets whether the rows form chunks of their own; false by default. */
    public SqlChildrenBuilder separate(boolean on) {
        separate.set(on);
        return this;
    }

    /**
     * Builds the settings.
     *
     * @throws IllegalStateException if a required setting is missing, or table and query are both given
     */
    public SqlChildren build() {
        Setting.require("Rows of another table", parent, columns);
        if (table.isSet()) {
            table.excludes(query);
        }
        return new SqlChildren(this);
    }
}
