/** A real PostgreSQL server for tests. */
@NullMarked
package io.syncline.testkit.postgres;

import org.jspecify.annotations.NullMarked;
