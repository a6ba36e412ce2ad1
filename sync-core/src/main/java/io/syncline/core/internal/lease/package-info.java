/**
 * One writer per state, and a state that relies only on what the sink holds. {@code LeasedRun} acquires the lease, does a task
 * under it and releases it; {@code Coordinator} is what the task may do meanwhile: save checkpoints and failures, and trim and
 * delete points. {@code SinkMarks} notices a sink that has lost writes. The rest is how leases are acquired and renewed by
 * compare-and-set.
 */
@NullMarked
package io.syncline.core.internal.lease;

import org.jspecify.annotations.NullMarked;
