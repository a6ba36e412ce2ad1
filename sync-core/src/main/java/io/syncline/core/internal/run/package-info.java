/**
 * The way in of every run, and what its parts share. {@code Preparation} opens the sink, describes the model and chooses its
 * fields; {@code SyncPlan} is the result, and {@code RecordComparison} compares a record with its stamp.
 * {@code RunContext}, {@code Cancellation}, {@code Fence} and {@code RunResult} accompany a run to its end; {@code StateAccess}
 * reads and replaces the state that it belongs to.
 */
@NullMarked
package io.syncline.core.internal.run;

import org.jspecify.annotations.NullMarked;
