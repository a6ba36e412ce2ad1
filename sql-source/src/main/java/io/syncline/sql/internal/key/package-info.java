/**
 * Keys of rows as ids of records. {@link io.syncline.sql.internal.key.KeyCodec} maps both ways and keeps the order, so that a
 * listing by key is one by id.
 */
@NullMarked
package io.syncline.sql.internal.key;

import org.jspecify.annotations.NullMarked;
