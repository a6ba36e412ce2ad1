/** What the Qdrant sink costs beside the bare client, on one real server. */
@NullMarked
package io.syncline.benchmarks.qdrant;

import org.jspecify.annotations.NullMarked;
