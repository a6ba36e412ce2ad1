package io.syncline.sql.internal.dialect;

import io.syncline.core.port.record.FieldType;

/**
 * A column and the kind of field that it is, which is found out once for all rows.
 *
 * @param column as the database describes it
 * @param type see {@link Dialect#type}
 */
public record TypedColumn(SqlColumn column, FieldType type) {}
