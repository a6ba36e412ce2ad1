package io.syncline.core.internal.sync;

import io.syncline.api.SyncRequest;
import io.syncline.core.internal.lease.HeldLease;
import io.syncline.core.internal.run.SyncPlan;

/**
 * What a sync has to do.
 *
 * @param request what was asked for
 * @param plan how the model is made into documents
 * @param start where to begin
 * @param lease the right to write
 */
record Job(SyncRequest request, SyncPlan plan, RunStart start, HeldLease lease) {}
