/**
 * Sync and plan. {@code SyncRunner} prepares, {@code RunStart} decides where to start, {@code SyncSession} runs the
 * {@code TouchedReads}, the listing and the retries, {@code SyncCheckpoint} follows them. {@code PlanRunner} starts the same way and ends with a
 * {@code SyncEstimate}.
 */
@NullMarked
package io.syncline.core.internal.sync;

import org.jspecify.annotations.NullMarked;
