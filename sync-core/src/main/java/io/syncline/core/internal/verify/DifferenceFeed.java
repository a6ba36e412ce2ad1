package io.syncline.core.internal.verify;

import io.syncline.api.Difference;
import io.syncline.api.RecordId;
import io.syncline.core.internal.feed.PageFeed;
import io.syncline.core.internal.run.LackedFields;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.runtime.IdList;
import io.syncline.core.port.record.RecordPage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The records that differ, page by page, and counts of what was found. Confined to the loop. */
final class DifferenceFeed implements PageFeed {

    private final Comparison comparison;
    private final Consumer<List<RecordId>> current;
    private final Map<Difference.Kind, Long> counts = new EnumMap<>(Difference.Kind.class);
    private final KindExamples<Difference.Kind, Difference> examples = new KindExamples<>();
    private final IdList orphans = new IdList();
    private final LackedFields lacks = new LackedFields();
    private long inSource;
    private long stored;
    private long inQuarantine;
    private boolean stopped;

    /**
     * The differences that a comparison finds.
     *
     * @param current takes the records whose content does not differ
     */
    DifferenceFeed(Comparison comparison, Consumer<List<RecordId>> current) {
        this.comparison = comparison;
        this.current = current;
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
        current.accept(range.current());
        range.records().records().stream()
                .filter(record -> range.differences().get(record.id()) == Difference.Kind.LACKS_FIELDS)
                .forEach(record -> lacks.isAmongTheFirst(
                        record.unreadable().isEmpty()
                                ? LackedFields.overcome(record.id())
                                : RecordFailure.lacking(record.id(), record.unreadable())));
        range.differences().forEach((id, kind) -> {
            counts.merge(kind, 1L, Long::sum);
            if (kind == Difference.Kind.ORPHANED) {
                orphans.add(id);
            }
            examples.add(kind, new Difference(id, kind));
        });
    }

    /** Which fields are lacking and why, a sentence for each cause. */
    List<String> lacks(String model) {
        return lacks.all(model);
    }

    Map<Difference.Kind, Long> counts() {
        return counts;
    }

    List<Difference> examples() {
        return examples.all();
    }

    /** Records that the sink holds, and that the source no longer has. */
    IdList orphans() {
        orphans.ascend();
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
