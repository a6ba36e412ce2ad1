/**
 * Logical replication of PostgreSQL: {@code LogicalStream} reads the messages of a slot, which {@code PgoutputMessage} decodes.
 * Needs the driver of PostgreSQL; nothing else does, so sources of other databases work without it.
 */
@NullMarked
package io.syncline.sql.internal.replication;

import org.jspecify.annotations.NullMarked;
