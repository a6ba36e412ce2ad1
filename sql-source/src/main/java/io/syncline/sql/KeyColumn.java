package io.syncline.sql;

import io.syncline.sql.internal.key.KeyKind;

/**
 * A column of a key.
 *
 * @param name its name
 * @param kind what it holds
 * @param reference the column in a statement, to look values up by
 * @param ordered an expression that sorts as ids do
 * @param orderedValue the place of a value that is compared with it
 */
record KeyColumn(String name, KeyKind kind, String reference, String ordered, String orderedValue) {}
