package io.syncline.sql;

import io.syncline.sql.internal.dialect.Dialect;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of another table with the keys of their records. A database may find texts equal that differ in case, so where a key has
 * texts, it is read of the record itself.
 */
final class ChildJoin {

    private static final String NAME = "syncline_key";

    private final Dialect dialect;
    private final ModelShape shape;
    private final ChildShape child;
    private final List<KeyColumn> keys;
    private final boolean joined;

    ChildJoin(Dialect dialect, ModelShape shape, ChildShape child) {
        this.dialect = dialect;
        this.shape = shape;
        this.child = child;
        this.joined = shape.keys().stream().anyMatch(key -> key.kind() == KeyKind.TEXT);
        this.keys = joined ? shape.keys() : child.parent();
    }

    /** The columns of the key, to group by. */
    String references() {
        return keys.stream().map(KeyColumn::reference).collect(Collectors.joining(", "));
    }

    /** The columns of the key in a select clause, under their {@link #names}. */
    String selectedKeys() {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            KeyColumn key = keys.get(i);
            selected.add(dialect.selectedKey(key.kind(), key.reference()) + " AS " + NAME + i);
        }
        return String.join(", ", selected);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            names.add(NAME + i);
        }
        return names;
    }

    /** The rows of some records, from the FROM clause on. */
    SqlText rows(List<List<Object>> of) {
        return new SqlText()
                .add("(SELECT " + ChildShape.ALIAS + ".* FROM " + child.from() + filter() + ") " + ChildShape.ALIAS)
                .add(joined ? " JOIN " + shape.from() + " ON " + condition() : "")
                .add(" WHERE ")
                .add(new KeyConditions(dialect, keys).among(of));
    }

    /** In a query of its own, since the record may have columns of the same names. */
    private String filter() {
        return child.settings()
                .filter()
                .map(filter -> " WHERE (" + dialect.written(filter) + "\n)")
                .orElse("");
    }

    private String condition() {
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            equal.add(child.parent().get(i).reference() + " = "
                    + shape.keys().get(i).reference());
        }
        return String.join(" AND ", equal);
    }
}
