package io.syncline.core.internal.sync;

import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.pipeline.FailedRecordFeed;
import io.syncline.core.internal.pipeline.ListingFeed;
import io.syncline.core.internal.pipeline.PageFeed;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.RecordScope;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a sync would read and counts what it would embed. Nothing is embedded and nothing is written. Memory holds
 * a few pages, whatever the number of records. Confined to the loop.
 */
final class SyncEstimate {

    private static final int PAGES_AHEAD = 2;

    private final RunContext run;
    private final SyncPlan plan;
    private final double ratio;
    private @Nullable PageFeed current;
    private boolean stopped;
    private long toEmbed;
    private long unchanged;
    private long failing;
    private long chunks;
    private long tokens;

    private SyncEstimate(RunContext run, SyncPlan plan, ModelState state, double unknown) {
        this.run = run;
        this.plan = plan;
        boolean sameEmbedder = state.fingerprint()
                .map(made -> made.startsWith(run.ports().embedder().fingerprint() + ";"))
                .orElse(false);
        this.ratio = sameEmbedder && state.tokensPerThousand().isPresent()
                ? state.tokensPerThousand().getAsLong() / 1000.0
                : unknown;
    }

    /**
     * One that counts tokens as they are expected to be counted.
     *
     * @param state of the model, which may remember how they were
     */
    static SyncEstimate expecting(RunContext run, SyncPlan plan, ModelState state) {
        return new SyncEstimate(run, plan, state, run.gate().expectedRatio());
    }

    /**
     * One that counts rather too many tokens than too few.
     *
     * @param state of the model, which may remember how they were counted
     */
    static SyncEstimate cautious(RunContext run, SyncPlan plan, ModelState state) {
        return new SyncEstimate(run, plan, state, run.gate().ratio());
    }

    /**
     * Surveys a whole sync: the listing, and what failed before.
     *
     * @param scope which records
     * @param cursor the id after which to begin
     * @param limit the most records
     * @param now the time of the metadata store
     */
    CompletableFuture<SyncEstimate> all(RecordScope scope, long cursor, long limit, Instant now) {
        return walk(new ListingFeed(run, scope, cursor, limit))
                .thenCompose(done -> limit < Long.MAX_VALUE
                        ? CompletableFuture.completedFuture(null)
                        : walk(new FailedRecordFeed(run, scope.withoutChangeTime(), now, SyncEstimate::ignore)))
                .thenApply(done -> this);
    }

    private static void ignore(Set<RecordId> gone) {}

    /** Reads no further page; what was counted so far stays. */
    void stop() {
        stopped = true;
        if (current != null) {
            current.stop();
        }
    }

    private CompletableFuture<Void> walk(PageFeed feed) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        current = feed;
        next(feed, end);
        return end.handle((done, thrown) -> {
                    feed.stop();
                    return feed.quiet().thenCompose(quiet -> end);
                })
                .thenCompose(ended -> ended);
    }

    private void next(PageFeed feed, CompletableFuture<Void> end) {
        if (stopped) {
            end.complete(null);
            return;
        }
        feed.readAhead(PAGES_AHEAD);
        feed.next().thenCompose(this::count).whenComplete((last, thrown) -> {
            if (thrown != null) {
                end.completeExceptionally(thrown);
            } else if (last) {
                end.complete(null);
            } else {
                next(feed, end);
            }
        });
    }

    private CompletableFuture<Boolean> count(RecordPage page) {
        failing += page.rejected().size();
        List<SourceRecord> records = page.records();
        if (records.isEmpty()) {
            return CompletableFuture.completedFuture(page.end());
        }
        List<RecordId> ids = records.stream().map(SourceRecord::id).toList();
        return run.retrier()
                .call(
                        Work.COMPARE,
                        "Reading what is stored of " + run.key(),
                        () -> run.ports().sink().stamps(run.key(), ids))
                .thenCompose(stamps -> run.loop()
                        .call(
                                Work.PREPARE,
                                () -> records.stream()
                                        .map(record -> count(record, stamps))
                                        .toList()))
                .thenApply(counts -> {
                    counts.forEach(this::add);
                    return page.end();
                });
    }

    private Count count(SourceRecord record, Map<RecordId, RecordStamp> stamps) {
        try {
            Document document = plan.maker().make(record);
            RecordStamp stamp = stamps.get(record.id());
            boolean same = stamp != null
                    && stamp.intact()
                    && stamp.contentHash().equals(document.contentHash())
                    && stamp.fingerprint().equals(plan.pointFingerprint());
            long sum = document.chunks().stream().mapToLong(Chunk::tokens).sum();
            return same ? Count.UNCHANGED : new Count(document.chunks().size(), sum, false);
        } catch (RejectedException e) {
            return Count.FAILING;
        }
    }

    private void add(Count count) {
        if (count.failing()) {
            failing++;
        } else if (count.chunks() == 0) {
            unchanged++;
        } else {
            toEmbed++;
            chunks += count.chunks();
            tokens += count.tokens();
        }
    }

    long toEmbed() {
        return toEmbed;
    }

    long unchanged() {
        return unchanged;
    }

    long failing() {
        return failing;
    }

    long chunks() {
        return chunks;
    }

    /** Tokens as the service is going to count them, as far as that was learned. */
    long tokens() {
        return Math.round(tokens * ratio);
    }

    /** What one record adds; no chunks if its content is stored. */
    private record Count(int chunks, long tokens, boolean failing) {
        static final Count UNCHANGED = new Count(0, 0, false);
        static final Count FAILING = new Count(0, 0, true);
    }
}
