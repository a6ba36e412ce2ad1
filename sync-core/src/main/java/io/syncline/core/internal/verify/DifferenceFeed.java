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

/** The records that differ, page by page, and counts of what was found. Confined to the loop. */
final class DifferenceFeed implements PageFeed {

    private static final int NAMED = 100;

    private final Comparison comparison;
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final List<Difference> examples = new ArrayList<>();
    private final LongList orphans = new LongList();
    private long inSource;
    private long stored;
    private long inQuarantine;
    private boolean stopped;

    DifferenceFeed(Comparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        return comparison.next().thenCompose(range -> {
            note(range);
            boolean empty = range.records().records().isEmpty()
                    && range.records().rejected().isEmpty();
            return empty && !range.end() && !stopped ? next() : CompletableFuture.completedFuture(range.records());
        });
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Compares everything without repairing anything. */
    CompletableFuture<Void> drain() {
        return stopped
                ? CompletableFuture.completedFuture(null)
                : next().thenCompose(page -> page.end() ? CompletableFuture.<Void>completedFuture(null) : drain());
    }

    private void note(ComparedRange range) {
        inSource += range.inSource();
        stored += range.stored();
        inQuarantine += range.inQuarantine();
        range.differences().forEach((id, kind) -> {
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

    /** Records that the sink holds, and that the source no longer has. */
    LongList orphans() {
        return orphans;
    }

    long inSource() {
        return inSource;
    }

    long stored() {
        return stored;
    }

    /** Records that the source no longer has and that wait in quarantine. */
    long inQuarantine() {
        return inQuarantine;
    }
}
