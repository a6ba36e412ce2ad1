/** The costs of PostgreSQL as a source and as a sink, compared with the bare driver on the same real server. */
@NullMarked
package io.syncline.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
