package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.record.Cursor;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lists the records of a model that are in quarantine, by quarantine. All records that one cleanup hid share one, so there
 * are few. Memory: an id per record. Confined to the loop.
 */
final class QuarantineListing {

    private static final int PAGE = 1000;

    private final RunContext run;
    private final QuarantiningSink sink;
    private final boolean inOrder;
    private final Map<Quarantine, IdList> records = new LinkedHashMap<>();

    private QuarantineListing(RunContext run, QuarantiningSink sink, boolean inOrder) {
        this.run = run;
        this.sink = sink;
        this.inOrder = inOrder;
    }

    /**
     * Reads the listing; it is empty for a sink without quarantine.
     *
     * @param inOrder whether the sink lists records by their ids
     */
    static CompletableFuture<Map<Quarantine, IdList>> read(RunContext run, boolean inOrder) {
        if (!(run.ports().sink() instanceof QuarantiningSink sink)) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return new QuarantineListing(run, sink, inOrder).from(Cursor.START);
    }

    private CompletableFuture<Map<Quarantine, IdList>> from(Cursor after) {
        String what = "Listing records of " + run.key() + " in quarantine";
        return run.retrier().call(Work.COMPARE, what, () -> page(after)).thenCompose(page -> {
            page.entries()
                    .forEach(entry -> records.computeIfAbsent(entry.quarantine(), quarantine -> new IdList())
                            .add(entry.id()));
            if (page.end()) {
                records.values().forEach(IdList::ascend);
                return CompletableFuture.completedFuture(records);
            }
            return from(page.resumeAfter());
        });
    }

    private QuarantinePage page(Cursor after) {
        QuarantinePage page = sink.quarantined(run.key(), IdRange.after(after), PAGE);
        String listing = "The listing of " + run.key() + " in quarantine";
        return inOrder ? Advance.checked(page, after, listing) : Advance.moved(page, after, listing);
    }
}
