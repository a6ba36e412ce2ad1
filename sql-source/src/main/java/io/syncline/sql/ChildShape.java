package io.syncline.sql;

import io.syncline.sql.internal.dialect.ChangeTime;
import io.syncline.sql.internal.dialect.SqlColumn;
import java.util.List;
import java.util.Optional;

/**
 * Rows of another table as they were found in the database.
 *
 * @param field the name of their field
 * @param settings what was configured
 * @param from the table or query in a FROM clause, with the alias {@value #ALIAS}
 * @param parent the columns with the key of the record
 * @param columns the columns that are shown
 * @param order the columns to sort by
 * @param changeTime the change time of a row; empty if there is none
 */
record ChildShape(
        String field,
        SqlChildren settings,
        String from,
        List<KeyColumn> parent,
        List<SqlColumn> columns,
        String order,
        Optional<ChangeTime> changeTime) {

    static final String ALIAS = "c";
}
