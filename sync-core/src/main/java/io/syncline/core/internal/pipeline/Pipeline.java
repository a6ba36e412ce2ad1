package io.syncline.core.internal.pipeline;

import io.syncline.api.RecordId;
import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SetupException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Slots;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.record.RecordPage;
import io.syncline.core.port.record.SourceRecord;
import io.syncline.core.port.vector.RecordStamp;
import io.syncline.core.text.Document;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes pages from a feed through all stages: fetch, make documents and compare with what is stored, embed, store,
 * acknowledge. Each stage runs at its own pace; one memory budget over all of them decides whether a further page is
 * fetched. Pages are acknowledged in the order of the feed, each once all of its records are durable, found unchanged,
 * or failed.
 *
 * <p>Confined to the loop: every method runs there, and every change of state ends in {@link #pump()}, which starts
 * whatever can be started. The pipeline ends when nothing is left to do and no call is under way:
 *
 * <ul>
 *   <li>at the end of the feed, or after {@link #cancel()}, with all fetched pages done;
 *   <li>after a failing fetch, with all fetched pages done and that failure;
 *   <li>after any other failure of a stage, with what waited dropped and that failure.
 * </ul>
 */
public final class Pipeline implements EmbedStage.Outlet, WriteStage.Outlet {

    /** How long a cancelled run goes on embedding what it has fetched. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunContext run;
    private final PageFeed feed;
    private final PipelineParts parts;
    private final EmbedStage embed;
    private final WriteStage write;
    private final Slots prepareSlots;
    private final Deque<PageProgress> pages = new ArrayDeque<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private boolean fetching;
    private boolean fetchedAll;
    private boolean dropped;
    private boolean cancelled;
    private boolean abandoned;
    private int preparing;
    private long bytes;
    private long lastPageBytes;
    private @Nullable SyncException failure;

    public Pipeline(RunContext run, PageFeed feed, PipelineParts parts) {
        this.run = run;
        this.feed = feed;
        this.parts = parts;
        this.embed = new EmbedStage(run, parts.tally(), this);
        this.write = new WriteStage(run, parts, this);
        this.prepareSlots = new Slots(
                run.settings().prepareConcurrency().orElse(Runtime.getRuntime().availableProcessors()));
    }

    public CompletableFuture<Void> start() {
        pump();
        return end.whenComplete((done, thrown) -> feed.stop())
                .handle((done, thrown) -> feed.quiet().thenCompose(quiet -> end))
                .thenCompose(ended -> ended);
    }

    /**
     * Fetches no more. What was fetched is finished, unless the embedder takes nothing, or lets too little in to be done
     * soon; then the rest is left to the next run.
     */
    public void cancel() {
        fetchedAll = true;
        cancelled = true;
        feed.stop();
        run.loop().schedule(PATIENCE, this::abandon);
        pump();
    }

    private void abandon() {
        abandoned = true;
        embed.clear();
        pump();
    }

    /** Drops what waits; the pipeline ends with this failure, or an earlier one, once all calls have returned. */
    @Override
    public void broken(SyncException cause) {
        if (failure == null) {
            failure = cause;
        }
        fetchedAll = true;
        dropped = true;
        embed.clear();
        write.clear();
        run.retrier().stop();
        feed.stop();
        pump();
    }

    private void pump() {
        if (!dropped) {
            if (!fetchedAll) {
                int room = room();
                feed.readAhead(room);
                if (!fetching && room > 0) {
                    fetch();
                }
            }
            if (!abandoned) {
                embed.pump(!fetching && preparing == 0);
            }
            write.pump();
            if (cancelled && embed.stalledBy().isPresent()) {
                broken(embed.stalledBy().get());
                return;
            }
        }
        boolean left = abandoned && write.isEmpty();
        boolean calling = fetching || preparing > 0 || embed.inFlight() > 0 || write.inFlight() > 0;
        if (!calling && fetchedAll && (dropped || pages.isEmpty() || left) && !end.isDone()) {
            embed.clear();
            if (failure == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(failure);
            }
        }
    }

    /** How many pages like the last one there is memory for; one at least if there is nothing else. */
    private int room() {
        long pagesLeft = (run.settings().memoryBudget() - bytes) / Math.max(1, lastPageBytes);
        return (int) Math.max(bytes == 0 ? 1 : 0, Math.min(pagesLeft, Integer.MAX_VALUE));
    }

    private void fetch() {
        fetching = true;
        feed.next().whenComplete((page, thrown) -> {
            fetching = false;
            if (thrown != null) {
                failure = failure == null ? Failures.of(thrown, "Reading " + run.key()) : failure;
                fetchedAll = true;
                feed.stop();
            } else if (!fetchedAll) {
                fetchedAll = page.end();
                arrived(page);
            }
            pump();
        });
    }

    private void arrived(RecordPage page) {
        parts.tally().countFetched(page.records().size() + page.rejected().size());
        PageProgress work = admit(page);
        parts.observer().fetched(page);
        page.rejected().forEach(rejected -> failedRecord(work, rejected.id(), rejected.reason()));
        if (page.records().isEmpty() || dropped) {
            acknowledge();
            return;
        }
        preparing++;
        CompletableFuture<List<PreparedRecord>> prepared = prepare(page.records());
        CompletableFuture<Map<RecordId, RecordStamp>> stamps = stamps(page.records());
        prepared.thenAcceptBoth(stamps, (documents, stored) -> compare(work, documents, stored))
                .whenComplete((done, thrown) -> {
                    preparing--;
                    if (thrown == null) {
                        pump();
                    } else {
                        broken(Failures.of(thrown, "Preparing records of " + run.key()));
                    }
                });
    }

    private PageProgress admit(RecordPage page) {
        int dimension = run.ports().embedder().fingerprint().dimension();
        long estimate = 0;
        long maxVersion = 0;
        for (SourceRecord record : page.records()) {
            estimate += MemoryEstimate.of(record, dimension);
            maxVersion = Math.max(maxVersion, record.version());
        }
        int size = page.records().size() + page.rejected().size();
        PageProgress work = new PageProgress(page.resumeAfter(), size, estimate, maxVersion);
        pages.add(work);
        bytes += estimate;
        lastPageBytes = estimate;
        return work;
    }

    private CompletableFuture<List<PreparedRecord>> prepare(List<SourceRecord> records) {
        return prepareSlots.run(() -> run.clock()
                .time(
                        Stage.PREPARE,
                        records.size(),
                        () -> run.loop()
                                .call(
                                        Work.PREPARE,
                                        () -> records.stream()
                                                .map(this::prepare)
                                                .toList())));
    }

    private PreparedRecord prepare(SourceRecord record) {
        try {
            return new PreparedRecord(
                    record.id(), record.version(), parts.maker().make(record), null);
        } catch (RejectedException e) {
            return new PreparedRecord(record.id(), record.version(), null, e.getMessage());
        }
    }

    private CompletableFuture<Map<RecordId, RecordStamp>> stamps(List<SourceRecord> records) {
        List<RecordId> ids = records.stream().map(SourceRecord::id).toList();
        return run.clock()
                .time(
                        Stage.COMPARE,
                        ids.size(),
                        () -> run.retrier()
                                .call(
                                        Work.COMPARE,
                                        "Reading what is stored of " + run.key(),
                                        () -> run.ports().sink().stamps(run.key(), ids)));
    }

    private void compare(PageProgress page, List<PreparedRecord> prepared, Map<RecordId, RecordStamp> stamps) {
        for (PreparedRecord record : prepared) {
            Document document = record.document();
            if (document == null) {
                failedRecord(page, record.id(), String.valueOf(record.problem()));
            } else {
                admit(page, record, document, stamps.get(record.id()));
            }
        }
        acknowledge();
    }

    private void admit(PageProgress page, PreparedRecord record, Document document, @Nullable RecordStamp stamp) {
        boolean same = stamp != null
                && stamp.intact()
                && stamp.contentHash().equals(document.contentHash())
                && stamp.fingerprint().equals(parts.fingerprint());
        if (!same) {
            embed.add(new RecordProgress(page, record, document, stamp));
        } else if (RecordProgress.leavesSurplus(document, stamp) || RecordProgress.isHidden(stamp)) {
            write.add(new RecordProgress(page, record, document, stamp));
        } else {
            parts.observer().unchanged();
            page.finish(record.id());
        }
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
        for (RecordProgress record : records) {
            if (record.isEmbedded()) {
                parts.tally().countStored();
            } else {
                parts.observer().unchanged();
            }
            record.page().finish(record.id());
        }
        acknowledge();
    }

    @Override
    public void failed(RecordProgress record, String reason) {
        if (record.fail()) {
            failedRecord(record.page(), record.id(), reason);
        }
        acknowledge();
    }

    private void failedRecord(PageProgress page, RecordId id, String reason) {
        page.fail(id, reason);
        parts.tally().countFailed();
        parts.observer().failed(new PageProgress.Problem(id, reason));
        RunCounters tally = parts.tally();
        boolean most = tally.failed() > run.settings().errorShare() * tally.fetched();
        boolean stops = parts.observer().isStoppedByFailures();
        if (stops && tally.failed() >= run.settings().errorBudget() && most && failure == null) {
            broken(new SetupException("Stopped since " + tally.failed() + " of " + tally.fetched() + " records of "
                    + run.key().model() + " failed, the last one (" + id + ") because: " + reason));
        }
    }

    private void acknowledge() {
        for (PageProgress first = pages.peek(); first != null && first.isDone(); first = pages.peek()) {
            pages.remove();
            bytes -= first.bytes();
            parts.observer().acknowledged(first);
        }
    }
}
