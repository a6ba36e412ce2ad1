/** What adapters share that implement {@link io.syncline.core.port.Reindexing}. */
@NullMarked
package io.syncline.core.adapter.reindex;

import org.jspecify.annotations.NullMarked;
