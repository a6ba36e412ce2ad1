/** A metadata store in a PostgreSQL database, which several hosts can share. */
@NullMarked
package io.syncline.jdbc;

import org.jspecify.annotations.NullMarked;
