package io.syncline.flink.internal;

import io.syncline.api.SyncReport;
import io.syncline.core.cluster.ClusterSnapshot;
import io.syncline.core.cluster.CoordinatedRun;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.flink.job.EngineProvider;
import io.syncline.flink.job.SyncJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator of a sync, on the JobManager. Methods of Flink run on the coordinator thread, which must not wait: whatever calls
 * a system runs on the engine's threads or on {@link #changes}.
 */
final class SyncEnumerator implements SplitEnumerator<SyncSourceParts.Slot, Optional<ClusterSnapshot>> {

    private static final Logger LOG = LoggerFactory.getLogger(SyncEnumerator.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SplitEnumeratorContext<SyncSourceParts.Slot> context;
    private final SyncSourceParts.Sync sync;
    private final Optional<ClusterSnapshot> resume;
    private final SyncTime time;
    private final long patienceUntilNanos;
    private final ExecutorService changes = SyncThreads.pool("syncline-changes");
    private volatile @Nullable CompletableFuture<EngineProvider.ProvidedEngine> engine;
    private volatile @Nullable CoordinatedRun run;
    private byte @Nullable [] report;
    private volatile boolean closed;

    /**
     * A coordinator.
     *
     * @param resume what its predecessor had reached
     */
    SyncEnumerator(
            SplitEnumeratorContext<SyncSourceParts.Slot> context,
            SyncSourceParts.Sync sync,
            Optional<ClusterSnapshot> resume,
            SyncTime time) {
        this.context = context;
        this.sync = sync;
        this.resume = resume;
        this.time = time;
        this.patienceUntilNanos = time.nanoTime() + sync.job().leaseWait().toNanos();
    }

    @Override
    public void start() {
        RunMetrics.register(context.metricGroup(), sync.job().model(), () -> run);
        CompletableFuture<EngineProvider.ProvidedEngine> opening =
                CompletableFuture.supplyAsync(() -> JdbcDrivers.OF_JOB.open(sync.provider()::open), changes);
        engine = opening;
        opening.whenComplete((opened, thrown) -> context.runInCoordinatorThread(() -> {
            if (thrown != null && !closed) {
                throw JobOutcome.failure(
                        "The coordinator of " + sync.job().model() + " cannot begin", JobOutcome.cause(thrown));
            }
            coordinate();
        }));
    }

    private void coordinate() {
        CompletableFuture<EngineProvider.ProvidedEngine> opened = engine;
        if (closed || opened == null) {
            return;
        }
        SyncJob job = sync.job();
        CoordinatedRun started = opened.join()
                .engine()
                .cluster()
                .coordinate(
                        job.request(resume.isPresent()),
                        job.settings(context.currentParallelism(), sync.name()),
                        resume);
        run = started;
        started.report().whenComplete((ended, thrown) -> context.runInCoordinatorThread(() -> ended(ended, thrown)));
    }

    private void ended(@Nullable SyncReport ended, @Nullable Throwable thrown) {
        if (closed) {
            return;
        }
        if (ended == null) {
            throw new FlinkRuntimeException("The sync of " + sync.job().model() + " ended without a report", thrown);
        }
        if (isPredecessor(ended) && time.nanoTime() - patienceUntilNanos < 0) {
            LOG.info("Waiting for the lease of {} to expire: {}", ended.model(), ended.errors());
            time.after(RETRY, () -> context.runInCoordinatorThread(this::coordinate));
            return;
        }
        report = JobOutcome.json(ended).getBytes(StandardCharsets.UTF_8);
        JobOutcome.check(ended);
    }

    /** Whether the lease is that of an earlier coordinator of this job, which may have died before its first checkpoint. */
    private boolean isPredecessor(SyncReport ended) {
        return ended.blockedBy()
                .filter(holder -> resume.isPresent() || holder.owner().endsWith(":" + sync.name()))
                .isPresent();
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        SyncMessage message = (SyncMessage) event;
        WorkerRequest request = MessageCodec.readRequest(message.content());
        answer(request).whenComplete((answer, thrown) -> {
            if (thrown == null) {
                context.runInCoordinatorThread(() -> send(subtask, message.number(), answer));
            } else {
                LOG.warn(
                        "A request of worker {} of {} could not be answered",
                        subtask,
                        sync.job().model(),
                        thrown);
            }
        });
    }

    private CompletableFuture<CoordinatorAnswer> answer(WorkerRequest request) {
        CoordinatedRun current = run;
        if (current == null) {
            boolean asks = request instanceof WorkerRequest.Next;
            return CompletableFuture.completedFuture(
                    asks ? CoordinatorAnswer.Wait.SHORTLY : new CoordinatorAnswer.Revoked());
        }
        return request.blocks()
                ? CompletableFuture.supplyAsync(() -> current.receive(request), changes)
                        .thenCompose(answer -> answer)
                : current.receive(request).toCompletableFuture();
    }

    /** Workers stay until the run has ended, since the job and with it the coordinator would end with the last of them. */
    private void send(int subtask, long number, CoordinatorAnswer answer) {
        if (!context.registeredReaders().containsKey(subtask)) {
            return;
        }
        byte[] ended = report;
        boolean finished = answer instanceof CoordinatorAnswer.Finished;
        if (finished && ended != null) {
            context.sendEventToSourceReader(subtask, new SyncMessage(SyncMessage.REPORT, ended));
        }
        CoordinatorAnswer sent = finished && ended == null ? CoordinatorAnswer.Wait.SHORTLY : answer;
        context.sendEventToSourceReader(subtask, new SyncMessage(number, MessageCodec.write(sent)));
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        // ranges are granted by messages
    }

    @Override
    public void addSplitsBack(List<SyncSourceParts.Slot> slots, int subtask) {
        // the grants of a reader that failed end by time
    }

    @Override
    public void addReader(int subtask) {
        // a reader asks
    }

    @Override
    public Optional<ClusterSnapshot> snapshotState(long checkpoint) {
        CoordinatedRun current = run;
        return current == null ? resume : current.snapshot().or(() -> resume);
    }

    @Override
    public void close() {
        closed = true;
        changes.shutdown();
        CompletableFuture<EngineProvider.ProvidedEngine> opened = engine;
        if (opened != null) {
            // now, or by the thread that is still opening it
            opened.thenAccept(SyncEnumerator::close);
        }
    }

    private static void close(EngineProvider.ProvidedEngine opened) {
        opened.close();
        if (!JdbcDrivers.OF_JOB.isUsed()) {
            JobThreads.awaitEnd();
        }
    }
}
