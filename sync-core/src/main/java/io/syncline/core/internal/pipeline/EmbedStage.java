package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.internal.quota.AdmissionClient;
import io.syncline.core.internal.quota.EmbedAdmission;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import io.syncline.core.port.embedding.InputType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks into vectors, as fast as the {@link EmbedAdmission} admits requests.
 *
 * <ul>
 *   <li>After a failure that may pass, the whole batch is sent again before anything new; it is not split into small
 *       requests.
 *   <li>A rejected batch is halved until the chunk at fault is alone; its record fails, the others continue. If both
 *       halves succeed, the batch was only too large, and later ones are made smaller.
 *   <li>A batch that repeatedly fails transiently is halved too. A part that still fails while any
 *       other request succeeds counts as rejected; while none succeeds, the service is at fault.
 *   <li>If the service answers nothing for as long as the retry settings allow, the run ends, resumably.
 * </ul>
 *
 * <p>Confined to the loop.
 */
final class EmbedStage {

    private static final int FAILURES_OF_A_SUSPECT = 8;
    private static final int FAILURES_OF_ITS_PARTS = 3;

    private final RunContext run;
    private final Embedder embedder;
    private final StageOutlet outlet;
    private final ChunkQueue queue;
    private final Deque<EmbedBatch> retries = new ArrayDeque<>();
    private final AdmissionClient client;
    private int inFlight;

    EmbedStage(RunContext run, StageOutlet outlet) {
        this.run = run;
        this.embedder = run.ports().embedder();
        this.outlet = outlet;
        this.queue = ChunkQueue.of(embedder, run.settings().embedBatchSize(), run.gate()::ratio);
        this.client = run.gate().register(run.loop(), outlet::proceed);
    }

    void add(RecordProgress record) {
        queue.add(record);
    }

    int inFlight() {
        return inFlight;
    }

    void clear() {
        queue.clear();
        retries.clear();
        run.gate().leave(client);
        run.waits().waitsFor(WaitCause.NONE, run.loop().nanoTime());
    }

    /** Why the embedder admits nothing at present, or empty if it does. */
    Optional<SyncException> pausedBy() {
        return run.gate().openedBy();
    }

    /**
     * Starts as many requests as are admitted.
     *
     * @param last whether no further chunk comes for now, so that a request need not be full
     */
    void pump(boolean last) {
        send(last);
        boolean idle = inFlight == 0 && retries.isEmpty() && queue.isEmpty();
        run.waits()
                .waitsFor(
                        idle ? WaitCause.NONE : run.gate().waitCause(client),
                        run.loop().nanoTime());
    }

    private void send(boolean last) {
        while (true) {
            EmbedBatch batch = next(last);
            if (batch == null) {
                run.gate().leave(client);
                return;
            }
            Permit permit = run.gate().tryAcquire(client, batch.tokens());
            if (permit == null) {
                putBack(batch);
                run.gate()
                        .sharedBudgetFailure()
                        .ifPresent(failure -> run.loop().execute(() -> outlet.stageFailed(failure)));
                return;
            }
            embed(batch, permit);
        }
    }

    private @Nullable EmbedBatch next(boolean last) {
        long now = run.loop().nanoTime();
        for (Iterator<EmbedBatch> batches = retries.iterator(); batches.hasNext(); ) {
            EmbedBatch batch = batches.next();
            if (!batch.isWanted()) {
                batches.remove();
            } else if (batch.isDue(now)) {
                batches.remove();
                return batch;
            }
        }
        List<ChunkQueue.Entry> entries = queue.hasFullBatch() || last ? queue.take() : List.of();
        return entries.isEmpty() ? null : EmbedBatch.of(entries);
    }

    /** New chunks go back to the queue: the batch may become fuller while it waits. */
    private void putBack(EmbedBatch batch) {
        if (batch.isNew()) {
            queue.putBack(batch.entries());
        } else {
            retries.addFirst(batch);
        }
    }

    private void embed(EmbedBatch batch, Permit permit) {
        inFlight++;
        List<String> texts = batch.texts();
        run.clock()
                .time(
                        Stage.EMBED,
                        batch.size(),
                        () -> run.loop()
                                .call(
                                        Work.EMBED,
                                        () -> EmbeddingCheck.checked(
                                                embedder, texts.size(), embedder.embed(texts, InputType.DOCUMENT))))
                .whenComplete((result, thrown) -> {
                    inFlight--;
                    if (thrown == null) {
                        run.gate().succeeded(permit, result.tokens());
                        distribute(batch, result);
                    } else {
                        failed(batch, permit, Failures.of(thrown, "Embedding"));
                    }
                    outlet.proceed();
                });
    }

    private void distribute(EmbedBatch batch, EmbeddingResult result) {
        int learned = batch.succeeded();
        if (learned > 0) {
            LOG.info(
                    "The embedder {} accepts no more than {} of these texts per request",
                    embedder.fingerprint(),
                    learned);
            queue.limitInputs(learned);
        }
        run.counters().countChunks(batch.size(), batch.tokens(), result.tokens());
        for (int i = 0; i < batch.size(); i++) {
            ChunkQueue.Entry entry = batch.entries().get(i);
            if (entry.record().embedded(entry.index(), result.embeddings().get(i))) {
                outlet.embedded(entry.record());
            }
        }
    }

    private void failed(EmbedBatch batch, Permit permit, SyncException failure) {
        if (failure instanceof RejectedException) {
            run.gate().rejected(permit);
            rejected(batch, failure);
        } else if (failure instanceof TransientException || failure instanceof UnknownOutcomeException) {
            run.gate().failed(permit, failure);
            retry(batch, failure);
        } else {
            run.gate().rejected(permit);
            outlet.stageFailed(failure);
        }
    }

    private void rejected(EmbedBatch batch, SyncException failure) {
        if (batch.size() == 1) {
            batch.rejected();
            outlet.recordFailed(batch.entries().get(0).record(), failure.getMessage());
        } else {
            List<EmbedBatch> halves = batch.halves(run.loop().nanoTime());
            retries.addFirst(halves.get(1));
            retries.addFirst(halves.get(0));
        }
    }

    private void retry(EmbedBatch batch, SyncException failure) {
        long now = run.loop().nanoTime();
        boolean forRate = failure instanceof TransientException passing && passing.isRateLimit();
        batch.fail(now, forRate);
        long failingSince = Math.max(batch.firstFailedAt(), run.gate().lastResponseAt());
        if (now - failingSince >= run.settings().retry().giveUpAfter().toNanos()) {
            outlet.stageFailed(failure);
        } else if (!forRate && isAtFault(batch)) {
            rejected(batch, failure);
        } else {
            if (pausedBy().isEmpty()) {
                defer(batch, failure);
            }
            retries.addLast(batch);
        }
    }

    private boolean isAtFault(EmbedBatch batch) {
        if (batch.failures() < (batch.isWhole() ? FAILURES_OF_A_SUSPECT : FAILURES_OF_ITS_PARTS)) {
            return false;
        }
        return (batch.isWhole() && batch.size() > 1) || run.gate().lastResponseAt() > batch.suspectSince();
    }

    private void defer(EmbedBatch batch, SyncException failure) {
        Duration wait = run.retrier().backoff(batch.failures() - 1);
        LOG.warn(
                "Embedding {} texts of {} failed; retrying in {} ms: {}",
                batch.size(),
                run.model(),
                wait.toMillis(),
                failure.getMessage());
        batch.defer(run.loop().nanoTime() + wait.toNanos());
        run.loop().schedule(wait, outlet::proceed);
    }
}
