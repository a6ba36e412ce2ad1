package io.syncline.core.internal.feed;

import io.syncline.api.failure.SetupException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The pages of a feed, as long as the source delivers texts. If it delivers no field of the text for a whole page, some other
 * records are read: if it delivers none for them either, the run ends, since it would store documents that say nothing. So
 * an outage of the source, or a right that is missing, is not taken for a fault of each record. Confined to the loop.
 */
public final class ReadablePages implements PageFeed {

    /** The records that may lack all of their text by chance, less one; also how many others are read. */
    private static final int MANY = 10;

    private final RunContext run;
    private final SyncPlan plan;
    private final PageFeed pages;
    private final Set<String> textFields;
    private CompletableFuture<?> control = CompletableFuture.completedFuture(List.of());

    public ReadablePages(RunContext run, SyncPlan plan, PageFeed pages) {
        this.run = run;
        this.plan = plan;
        this.pages = pages;
        this.textFields = plan.textFields();
    }

    @Override
    public CompletableFuture<RecordPage> next() {
        return pages.next().thenCompose(page -> {
            if (page.records().size() < MANY || isAnyReadable(page.records())) {
                return CompletableFuture.completedFuture(page);
            }
            CompletableFuture<List<SourceRecord>> others = others(page);
            control = others;
            return others.thenApply(some -> {
                if (some.isEmpty() || !isAnyReadable(some)) {
                    throw nothingReadable(page.records());
                }
                return page;
            });
        });
    }

    private boolean isAnyReadable(List<SourceRecord> records) {
        return textFields.isEmpty()
                || records.stream()
                        .anyMatch(record -> !record.unreadable().keySet().containsAll(textFields));
    }

    /** Some records after those of a page, or the first ones of the model. */
    private CompletableFuture<List<SourceRecord>> others(RecordPage page) {
        return read(IdRange.ALL.remainingAfter(page.resumeAfter()))
                .thenCompose(after -> after.isEmpty() ? read(IdRange.ALL) : CompletableFuture.completedFuture(after));
    }

    private CompletableFuture<List<SourceRecord>> read(IdRange range) {
        return run.retrier()
                .call(
                        Work.SOURCE,
                        "Reading other records of " + run.key(),
                        () -> run.ports()
                                .source()
                                .page(plan.scope(), range, MANY)
                                .records());
    }

    private SetupException nothingReadable(List<SourceRecord> records) {
        SourceRecord first = records.get(0);
        String reasons = new TreeMap<>(first.unreadable())
                .entrySet().stream()
                        .filter(field -> textFields.contains(field.getKey()))
                        .map(field -> field.getKey() + " (" + field.getValue() + ")")
                        .collect(Collectors.joining(", "));
        return new SetupException("The source delivers no text of " + run.model() + ": none of " + records.size()
                + " records from " + first.id() + " on has any of its text fields: " + reasons
                + ". They were not stored. Check the user's rights and the log of the source, or choose other fields,"
                + " then sync again");
    }

    @Override
    public void readAhead(int most) {
        pages.readAhead(most);
    }

    @Override
    public void stop() {
        pages.stop();
    }

    @Override
    public CompletableFuture<Void> quiet() {
        return pages.quiet().thenCombine(control.handle((done, thrown) -> true), (quiet, ended) -> null);
    }
}
