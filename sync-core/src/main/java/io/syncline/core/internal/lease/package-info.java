/** One writer per model: leases, checkpoints and the end of a run. */
@NullMarked
package io.syncline.core.internal.lease;

import org.jspecify.annotations.NullMarked;
