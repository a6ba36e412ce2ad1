/** A metadata store in a PostgreSQL database, for leases across hosts. */
@NullMarked
package io.syncline.jdbc;

import org.jspecify.annotations.NullMarked;
