/** A sink in a PostgreSQL database with the extension pgvector. */
@NullMarked
package io.syncline.pgvector;

import org.jspecify.annotations.NullMarked;
