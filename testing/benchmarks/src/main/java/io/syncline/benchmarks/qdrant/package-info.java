/** The cost of the Qdrant sink compared with the bare client, on one real server. */
@NullMarked
package io.syncline.benchmarks.qdrant;

import org.jspecify.annotations.NullMarked;
