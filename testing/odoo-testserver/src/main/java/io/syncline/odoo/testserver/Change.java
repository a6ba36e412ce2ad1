package io.syncline.odoo.testserver;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One uncommitted change of a transaction. */
sealed interface Change {

    /** The table whose rows change. */
    Table table();

    /** A new record under an id that was assigned before. */
    record Create(Table table, long id, List<Edit> edits) implements Change {}

    /** A write to records; stamped unless it is a side effect that Odoo does in the database. */
    record Write(Table table, List<Long> ids, List<Edit> edits, boolean stamped) implements Change {}

    /** A deletion. */
    record Unlink(Table table, List<Long> ids) implements Change {}

    /** A change of the change time alone, as by SQL; null empties it. */
    record SetStamp(Table table, List<Long> ids, Row.@Nullable Stamp stamp) implements Change {}

    /** A new value for one column, made from the old one. */
    record Edit(Column column, UnaryOperator<@Nullable Object> change) {}
}
