package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.core.internal.pipeline.PageFeed;
import io.syncline.core.internal.runtime.LongList;
import io.syncline.core.port.record.RecordPage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Hands out the records that differ, and counts what it finds. Confined to the loop. */
final class DifferenceFeed implements PageFeed {

    private static final int NAMED = 100;

    private final Comparison audit;
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final List<Difference> examples = new ArrayList<>();
    private final LongList orphans = new LongList();
    private long inSource;
    private long stored;
    private long inQuarantine;
    private boolean stopped;

    DifferenceFeed(Comparison audit) {
        this.audit = audit;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        return audit.next().thenCompose(part -> {
            note(part);
            boolean empty = part.records().records().isEmpty()
                    && part.records().rejected().isEmpty();
            return empty && !part.end() && !stopped ? next() : CompletableFuture.completedFuture(part.records());
        });
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Goes through to the end without anybody who takes the records. */
    CompletableFuture<Void> drain() {
        return next().thenCompose(
                        page -> page.end() || stopped ? CompletableFuture.<Void>completedFuture(null) : drain());
    }

    private void note(Comparison.Part part) {
        inSource += part.inSource();
        stored += part.stored();
        inQuarantine += part.inQuarantine();
        part.differences().forEach((id, kind) -> {
            counts.merge(kind, 1L, Long::sum);
            if (kind == Difference.Kind.ORPHANED) {
                orphans.add(id.value());
            }
            if (examples.size() < NAMED) {
                examples.add(new Difference(id, kind));
            }
        });
    }

    Map<Difference.Kind, Long> counts() {
        return counts;
    }

    List<Difference> examples() {
        return examples;
    }

    LongList orphans() {
        return orphans;
    }

    long inSource() {
        return inSource;
    }

    long stored() {
        return stored;
    }

    /** Records that are gone from the source and wait in quarantine. */
    long inQuarantine() {
        return inQuarantine;
    }
}
