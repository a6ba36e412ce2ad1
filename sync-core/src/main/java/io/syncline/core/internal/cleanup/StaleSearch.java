package io.syncline.core.internal.cleanup;

import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.port.record.RecordScope;
import java.util.concurrent.CompletableFuture;

/** Finds the records of a sink that the source no longer has. Confined to the loop; used once. */
interface StaleSearch {

    /**
     * A search that suits the sink.
     *
     * @param recheck asks the source for single records; gets to know what the search lists
     * @param inOrder whether the sink lists records by their ids
     */
    static StaleSearch of(RunContext run, RecordScope scope, ExistenceRecheck recheck, boolean inOrder) {
        return inOrder ? new MergedSearch(run, scope, recheck) : new LookupSearch(run, scope, recheck);
    }

    /** The stale records, ascending; an incomplete list if the run was stopped. */
    CompletableFuture<IdList> start();

    /** Records of the sink seen so far. */
    long stored();

    /** Records of the source seen so far. */
    long listed();
}
