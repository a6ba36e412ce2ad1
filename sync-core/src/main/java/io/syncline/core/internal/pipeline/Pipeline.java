package io.syncline.core.internal.pipeline;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.embed.KnownVectors;
import io.syncline.core.internal.feed.PageFeed;
import io.syncline.core.internal.run.Cancellation;
import io.syncline.core.internal.run.RecordFailure;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.record.RecordPage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Takes pages from a feed through all stages: fetch, make documents and compare them with what is stored, embed, store,
 * acknowledge. Each stage runs at its own pace; one memory budget over all of them decides whether a further page is
 * fetched. Pages are acknowledged in the order of the feed, each once all of its records are durable, unchanged or failed.
 *
 * <p>Confined to the loop: every method runs there, and every change of state ends in {@link #pump()}, which starts
 * whatever can be started. {@link PipelineState} decides what that is and when the pipeline ends. It ends only when no
 * call is in flight.
 */
final class Pipeline implements StageOutlet, Cancellation.Listener {

    /** How long a cancelled run continues to embed what it has fetched. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunContext run;
    private final PageFeed feed;
    private final PipelineListener listener;
    private final RecordOutcomes outcomes;
    private final PrepareStage prepare;
    private final EmbedStage embed;
    private final WriteStage write;
    private final AcknowledgedPrefix pages;
    private final PipelineState state = new PipelineState();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean fetching;
    private int preparing;

    Pipeline(RangeRunner runner, PageFeed feed, PipelineListener listener) {
        this.run = runner.context();
        this.feed = feed;
        this.listener = listener;
        this.outcomes = new RecordOutcomes(run, listener);
        this.prepare = new PrepareStage(run, runner.plan());
        this.embed = new EmbedStage(run, this);
        this.write = new WriteStage(runner, this);
        this.pages = new AcknowledgedPrefix(run.settings().memoryBudget());
    }

    CompletableFuture<Void> start() {
        Runnable unregister = run.cancellation().register(this);
        pump();
        return end.whenComplete((done, thrown) -> {
                    unregister.run();
                    feed.stop();
                })
                .handle((done, thrown) -> feed.quiet().thenCompose(quiet -> end))
                .thenCompose(ended -> ended);
    }

    /**
     * Fetches no more. What was fetched is finished, unless the embedder admits nothing, or too little to be done soon;
     * then the rest is left to the next run.
     */
    @Override
    public void cancelled() {
        if (state.cancel()) {
            feed.stop();
            run.loop().schedule(PATIENCE, this::endPatience);
            pump();
        }
    }

    private void endPatience() {
        if (state.patienceOver()) {
            embed.clear();
            pump();
        }
    }

    @Override
    public void aborted(SyncException cause) {
        stageFailed(cause);
    }

    /** Drops what waits; the pipeline ends with this failure, or an earlier one, once all calls have returned. */
    @Override
    public void stageFailed(SyncException cause) {
        state.fail(cause);
        embed.clear();
        write.clear();
        run.retrier().stop();
        feed.stop();
        pump();
    }

    private void pump() {
        if (state.isReading()) {
            int room = pages.room();
            feed.readAhead(room);
            if (!fetching && room > 0) {
                fetch();
            }
        }
        if (state.mayEmbed()) {
            embed.pump(!fetching && preparing == 0);
        }
        if (state.mayStore()) {
            write.pump();
        }
        if (state.phase() == PipelineState.Phase.CANCELLED && embed.pausedBy().isPresent()) {
            stageFailed(embed.pausedBy().get());
            return;
        }
        boolean calling = fetching || preparing > 0 || embed.inFlight() > 0 || write.inFlight() > 0;
        if (state.endIf(calling, !pages.isEmpty(), !write.isEmpty())) {
            embed.clear();
            state.failure().ifPresentOrElse(end::completeExceptionally, () -> end.complete(null));
        }
    }

    private void fetch() {
        fetching = true;
        feed.next().whenComplete((page, thrown) -> {
            fetching = false;
            if (thrown != null) {
                state.fetchFailed(Failures.of(thrown, "Reading " + run.key()));
                feed.stop();
            } else if (state.isReading()) {
                if (page.end()) {
                    state.feedEnded();
                }
                arrived(page);
            }
            pump();
        });
    }

    private void arrived(RecordPage page) {
        PageProgress progress =
                PageProgress.of(page, run.ports().embedder().fingerprint().dimension());
        run.counters().countFetched(progress.size());
        pages.add(progress);
        listener.fetched(page);
        page.rejected().forEach(rejected -> fail(progress, new RecordFailure(rejected.id(), rejected.reason())));
        if (page.records().isEmpty() || !state.mayEmbed()) {
            acknowledge();
            return;
        }
        preparing++;
        prepare.prepare(page.records())
                .thenCompose(this::announce)
                .thenAccept(prepared -> admit(progress, prepared))
                .whenComplete((done, thrown) -> {
                    preparing--;
                    if (thrown == null) {
                        pump();
                    } else {
                        stageFailed(Failures.of(thrown, "Preparing records of " + run.key()));
                    }
                });
    }

    private CompletableFuture<PreparedPage> announce(PreparedPage prepared) {
        List<RecordFailure> losses = prepared.losses();
        return losses.isEmpty()
                ? CompletableFuture.completedFuture(prepared)
                : listener.losingFields(losses).thenApply(saved -> prepared);
    }

    private void admit(PageProgress page, PreparedPage prepared) {
        prepared.failures().forEach(failure -> fail(page, failure));
        for (PreparedRecord record : prepared.records()) {
            if (record.comparison().isCurrent()) {
                outcomes.found(page, record);
                continue;
            }
            KnownVectors known = record.comparison().needsEmbedding() ? prepared.known() : KnownVectors.NONE;
            RecordProgress progress = new RecordProgress(page, record, known);
            if (record.comparison().needsEmbedding() && !progress.isEmbedded()) {
                embed.add(progress);
            } else {
                write.add(progress);
            }
        }
        acknowledge();
    }

    @Override
    public void proceed() {
        pump();
    }

    @Override
    public void embedded(RecordProgress record) {
        write.add(record);
    }

    @Override
    public void stored(List<RecordProgress> records) {
        records.forEach(outcomes::stored);
        acknowledge();
    }

    @Override
    public void recordFailed(RecordProgress record, String reason) {
        if (record.fail()) {
            fail(record.page(), new RecordFailure(record.id(), reason));
        }
        acknowledge();
    }

    private void fail(PageProgress page, RecordFailure failure) {
        outcomes.failed(page, failure)
                .filter(tooMany -> state.failure().isEmpty())
                .ifPresent(this::stageFailed);
    }

    private void acknowledge() {
        pages.removeDone().forEach(listener::acknowledged);
    }
}
