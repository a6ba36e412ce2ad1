package io.syncline.core.internal.sync;

import static java.util.Objects.requireNonNull;

import io.syncline.api.RecordId;
import io.syncline.api.failure.RejectedException;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.feed.FailedRecordFeed;
import io.syncline.core.internal.feed.ListingFeed;
import io.syncline.core.internal.feed.PageFeed;
import io.syncline.core.internal.run.RecordComparison;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.StateAccess;
import io.syncline.core.internal.run.SyncPlan;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.metadata.ModelState;
import io.syncline.core.port.record.IdRange;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Chunk;
import io.syncline.core.text.Document;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
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
    private long toEmbed;
    private long unchanged;
    private long empty;
    private long failing;
    private long chunks;
    private long tokens;

    private SyncEstimate(RunContext run, SyncPlan plan, ModelState state, double unknownRatio) {
        this.run = run;
        this.plan = plan;
        boolean sameEmbedder = state.fingerprint()
                .map(made -> made.startsWith(run.ports().embedder().fingerprint() + ";"))
                .orElse(false);
        this.ratio = sameEmbedder && state.tokensPerThousand().isPresent()
                ? state.tokensPerThousand().getAsLong() / 1000.0
                : unknownRatio;
    }

    /**
     * An estimate of the tokens that are likely to be counted.
     *
     * @param state of the model, which may know how earlier ones were counted
     */
    static SyncEstimate likely(RunContext run, SyncPlan plan, ModelState state) {
        return new SyncEstimate(run, plan, state, run.gate().expectedRatio());
    }

    /**
     * An estimate that is rather too high than too low.
     *
     * @param state of the model, which may know how earlier tokens were counted
     */
    static SyncEstimate cautious(RunContext run, SyncPlan plan, ModelState state) {
        return new SyncEstimate(run, plan, state, run.gate().ratio());
    }

    /**
     * Counts a whole sync: the listing, and what failed before. A stopped run ends with what was counted by then.
     *
     * @param states knows what failed
     * @param now the time of the metadata store
     */
    CompletableFuture<SyncEstimate> of(SyncTask task, StateAccess states, Instant now) {
        IdRange range = IdRange.after(task.start().checkpoint().cursor());
        return walk(new ListingFeed(run, task.scope(), range, task.limit()))
                .thenCompose(done -> task.isLimited()
                        ? CompletableFuture.completedFuture(null)
                        : walk(new FailedRecordFeed(run, states, plan.scope(), task.attempts(now), deleted -> {})))
                .thenApply(done -> this);
    }

    private CompletableFuture<Void> walk(PageFeed feed) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Runnable unregister = run.cancellation().register(feed::stop);
        next(feed, end);
        return end.handle((done, thrown) -> {
                    unregister.run();
                    feed.stop();
                    return feed.quiet().thenCompose(quiet -> end);
                })
                .thenCompose(ended -> ended);
    }

    private void next(PageFeed feed, CompletableFuture<Void> end) {
        if (run.cancellation().isStopped()) {
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
        String what = "Reading what is stored of " + run.key();
        return run.retrier()
                .call(Work.COMPARE, what, () -> run.ports().sink().stamps(run.key(), ids))
                .thenCompose(stamps -> run.loop().call(Work.PREPARE, () -> count(records, stamps)))
                .thenCompose(counts -> KnownVectors.read(run, replaced(counts))
                        .thenAccept(known -> counts.forEach(count -> add(count, known))))
                .thenApply(done -> page.end());
    }

    private static Set<RecordId> replaced(List<Count> counts) {
        return counts.stream().filter(Count::replaces).map(Count::id).collect(Collectors.toSet());
    }

    private List<Count> count(List<SourceRecord> records, Map<RecordId, RecordStamp> stamps) {
        return records.stream()
                .map(record -> count(record, stamps.get(record.id())))
                .toList();
    }

    private Count count(SourceRecord record, @Nullable RecordStamp stamp) {
        RecordId id = record.id();
        try {
            Document document = plan.document(record);
            if (document.isEmpty()) {
                return new Count(Kind.EMPTY, id, document, false);
            }
            RecordComparison comparison = plan.compare(document, record.version(), stamp);
            Kind kind = comparison.needsEmbedding() ? Kind.TO_EMBED : Kind.UNCHANGED;
            return new Count(kind, id, document, comparison.replaces());
        } catch (RejectedException e) {
            return new Count(Kind.FAILING, id, null, false);
        }
    }

    private void add(Count count, KnownVectors known) {
        switch (count.kind()) {
            case FAILING -> failing++;
            case EMPTY -> empty++;
            case UNCHANGED -> unchanged++;
            default -> {
                toEmbed++;
                List<Chunk> unknown = known.unknown(count.id(), requireNonNull(count.document()));
                chunks += unknown.size();
                tokens += unknown.stream().mapToLong(Chunk::tokens).sum();
            }
        }
    }

    long toEmbed() {
        return toEmbed;
    }

    long unchanged() {
        return unchanged;
    }

    long empty() {
        return empty;
    }

    long failing() {
        return failing;
    }

    long chunks() {
        return chunks;
    }

    /** Tokens as the service is expected to count them. */
    long tokens() {
        return Math.round(tokens * ratio);
    }

    private enum Kind {
        TO_EMBED,
        UNCHANGED,
        EMPTY,
        FAILING
    }

    /**
     * What one record adds.
     *
     * @param document its document; null if it has none
     * @param replaces whether the sink may store some of its texts already
     */
    private record Count(Kind kind, RecordId id, @Nullable Document document, boolean replaces) {}
}
