/** Whole syncs over real HTTP and a real Qdrant, and the same work by other libraries. */
@NullMarked
package io.syncline.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
