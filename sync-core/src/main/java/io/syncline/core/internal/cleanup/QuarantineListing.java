package io.syncline.core.internal.cleanup;

import io.syncline.api.Quarantine;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Advance;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.QuarantiningSink;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.vector.QuarantinePage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lists the records of a model that are in quarantine, by quarantine. All records that one cleanup hid share one, so there
 * are few. Memory: eight bytes per record. Confined to the loop.
 */
final class QuarantineListing {

    private static final int PAGE = 1000;

    private final RunContext run;
    private final QuarantiningSink sink;
    private final Map<Quarantine, LongList> records = new LinkedHashMap<>();

    private QuarantineListing(RunContext run, QuarantiningSink sink) {
        this.run = run;
        this.sink = sink;
    }

    /** Reads the listing; it is empty for a sink without quarantine. */
    static CompletableFuture<Map<Quarantine, LongList>> read(RunContext run) {
        if (!(run.ports().sink() instanceof QuarantiningSink sink)) {
            return CompletableFuture.completedFuture(Map.of());
        }
        return new QuarantineListing(run, sink).from(0);
    }

    private CompletableFuture<Map<Quarantine, LongList>> from(long after) {
        String what = "Listing records of " + run.key() + " in quarantine";
        return run.retrier().call(Work.COMPARE, what, () -> page(after)).thenCompose(page -> {
            page.entries()
                    .forEach(entry -> records.computeIfAbsent(entry.quarantine(), quarantine -> new LongList())
                            .add(entry.id().value()));
            return page.end() ? CompletableFuture.completedFuture(records) : from(page.resumeAfter());
        });
    }

    private QuarantinePage page(long after) {
        QuarantinePage page = sink.quarantined(run.key(), IdRange.after(after), PAGE);
        return Advance.checked(page, after, "The listing of " + run.key() + " in quarantine");
    }
}
