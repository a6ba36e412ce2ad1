package io.syncline.sql;

import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyBound;
import java.util.ArrayList;
import java.util.List;

/** Conditions about the key of a row. */
final class KeyConditions {

    /** Databases limit the depth of conditions. */
    private static final int MOST_KEYS = 500;

    /** SQL Server takes 2,100 in a statement, all others more. */
    private static final int MOST_PARAMETERS = 2000;

    private final Dialect dialect;
    private final List<KeyColumn> keys;

    KeyConditions(Dialect dialect, List<KeyColumn> keys) {
        this.dialect = dialect;
        this.keys = keys;
    }

    /** The rows after a position. */
    SqlText after(KeyBound bound) {
        return compared(bound.values(), bound.inclusive() ? ">=" : ">");
    }

    /** The rows up to a position: all others. */
    SqlText upTo(KeyBound bound) {
        return compared(bound.values(), bound.inclusive() ? "<" : "<=");
    }

    private SqlText compared(List<Object> values, String operator) {
        if (values.size() > 1 && dialect.comparesRows()) {
            SqlText rows = new SqlText();
            for (int i = 0; i < values.size(); i++) {
                rows.add((i == 0 ? "(" : ", ") + keys.get(i).ordered());
            }
            rows.add(") " + operator + " ");
            for (int i = 0; i < values.size(); i++) {
                rows.add(i == 0 ? "(" : ", ").add(place(i, values));
            }
            return rows.add(")");
        }
        return compared(values, operator, 0);
    }

    /** Column by column: {@code a >= 1 AND (a > 1 OR b > 2)}; the first condition is for the index. */
    private SqlText compared(List<Object> values, String operator, int column) {
        String ordered = keys.get(column).ordered();
        if (column == values.size() - 1) {
            return new SqlText().add(ordered + " " + operator + " ").add(place(column, values));
        }
        String strict = operator.substring(0, 1);
        return new SqlText()
                .add("(" + ordered + " " + strict + "= ")
                .add(place(column, values))
                .add(" AND (" + ordered + " " + strict + " ")
                .add(place(column, values))
                .add(" OR ")
                .add(compared(values, operator, column + 1))
                .add("))");
    }

    private SqlText place(int column, List<Object> values) {
        KeyColumn key = keys.get(column);
        return new SqlText().add(key.orderedValue(), dialect.keyValue(key.kind(), values.get(column)));
    }

    /**
     * The rows with some keys. A database that ignores case or accents finds more of them, which the caller leaves out; a
     * comparison in the order of ids would not use the index.
     */
    SqlText among(List<List<Object>> rows) {
        SqlText condition = new SqlText().add("(");
        if (keys.size() == 1) {
            condition.add(keys.get(0).reference() + " IN (");
            for (int i = 0; i < rows.size(); i++) {
                condition.add(i == 0 ? "" : ", ").add(value(0, rows.get(i)));
            }
            return condition.add("))");
        }
        for (int i = 0; i < rows.size(); i++) {
            condition.add(i == 0 ? "(" : " OR (");
            for (int column = 0; column < keys.size(); column++) {
                condition
                        .add((column == 0 ? "" : " AND ") + keys.get(column).reference() + " = ")
                        .add(value(column, rows.get(i)));
            }
            condition.add(")");
        }
        return condition.add(")");
    }

    /**
     * Parts of a list that fit into one statement each.
     *
     * @param all records, or their keys
     * @param columns the number of columns of a key
     */
    static <T> List<List<T>> portions(List<T> all, int columns) {
        int most = Math.min(MOST_KEYS, MOST_PARAMETERS / columns);
        List<List<T>> portions = new ArrayList<>();
        for (int i = 0; i < all.size(); i += most) {
            portions.add(all.subList(i, Math.min(all.size(), i + most)));
        }
        return portions;
    }

    private SqlText value(int column, List<Object> row) {
        return new SqlText().add("?", dialect.keyValue(keys.get(column).kind(), row.get(column)));
    }
}
