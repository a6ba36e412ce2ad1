package io.syncline.core.internal.sync;

import io.syncline.api.RecordId;
import io.syncline.core.internal.feed.PageFeed;
import io.syncline.core.internal.run.IsolatedRead;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Reads records by their ids, page by page, and notes which of them do not come. Confined to the loop. */
final class TouchedFeed implements PageFeed {

    private final RunContext run;
    private final RecordScope scope;
    private final List<RecordId> ids;
    private final Set<RecordId> missing = new LinkedHashSet<>();
    private int read;

    TouchedFeed(RunContext run, RecordScope scope, Collection<RecordId> ids) {
        this.run = run;
        this.scope = scope;
        this.ids = new ArrayList<>(ids);
    }

    /** The records that the source did not deliver, nor reject. */
    Set<RecordId> missing() {
        return missing;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        int end = Math.min(ids.size(), read + run.settings().fetchBatchSize());
        List<RecordId> some = List.copyOf(ids.subList(read, end));
        read = end;
        return new IsolatedRead(run, scope, "Reading touched records of " + run.key())
                .read(some)
                .thenApply(page -> {
                    missing.addAll(some);
                    page.records().forEach(record -> missing.remove(record.id()));
                    page.rejected().forEach(record -> missing.remove(record.id()));
                    return new RecordPage(page.records(), page.rejected(), page.resumeAfter(), end == ids.size());
                });
    }
}
