/**
 * The way in of every run, and what its parts share. {@code Preparation} describes the model, chooses its fields and prepares
 * the sink; {@code SyncPlan} is the result, and {@code RecordComparison} compares a record with its stamp.
 * {@code RunContext}, {@code Cancellation}, {@code Fence} and {@code RunResult} accompany a run to its end; {@code StateKey}
 * names the state that it belongs to.
 */
@NullMarked
package io.syncline.core.internal.run;

import org.jspecify.annotations.NullMarked;
