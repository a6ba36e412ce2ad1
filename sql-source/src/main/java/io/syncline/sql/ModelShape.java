package io.syncline.sql;

import io.syncline.api.ModelName;
import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.SqlColumn;
import io.syncline.sql.internal.dialect.SqlText;
import io.syncline.sql.internal.key.KeyCodec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model as it was found in the database.
 *
 * @param model its name
 * @param settings what was configured
 * @param from the table or query in a FROM clause, with the alias {@value #ALIAS}
 * @param columns all columns, by name
 * @param keys the columns of the key
 * @param changeTime the change time of a row; empty if there is none
 * @param conditions what all records of the model meet
 * @param notArchived what records that are not archived meet; empty if none can be
 * @param children rows of other tables, by the name of their field
 */
record ModelShape(
        ModelName model,
        SqlModel settings,
        String from,
        Map<String, SqlColumn> columns,
        List<KeyColumn> keys,
        Optional<ChangeTime> changeTime,
        List<SqlText> conditions,
        Optional<String> notArchived,
        Map<String, ChildShape> children) {

    static final String ALIAS = "t";

    KeyCodec codec() {
        return new KeyCodec(keys.stream().map(KeyColumn::kind).toList());
    }

    /** The rows of other tables whose changes are changes of their record. */
    List<ChildShape> watchedChildren() {
        return children.values().stream()
                .filter(child -> child.changeTime().isPresent())
                .toList();
    }
}
