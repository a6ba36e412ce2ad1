package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.Stage;
import io.syncline.api.failure.SyncException;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks into vectors, as fast as the {@link EmbedAdmission} admits requests.
 *
 * <ul>
 *   <li>After a failure that may pass, the whole batch is sent again before anything new; it is not split into small
 *       requests.
 *   <li>A rejected batch is halved until the chunk at fault is alone; its record fails, the others continue. If both
 *       halves succeed, the batch was only too large, and later ones are made smaller.
 *   <li>A batch is not taken for a sign of a wrong setup before a harmless text has met the same.
 *   <li>A batch that repeatedly fails transiently is halved too, if its texts are at fault and not the service, which
 *       {@link EmbedFailures} decides.
 *   <li>While the service is unavailable, it is probed with a harmless text, so a text that it fails over does not look
 *       like an outage.
 *   <li>If the service answers nothing for as long as the retry settings allow, the run ends, resumably.
 * </ul>
 *
 * <p>Confined to the loop.
 */
final class EmbedStage {

    private final RunContext run;
    private final Embedder embedder;
    private final StageOutlet outlet;
    private final ChunkQueue queue;
    private final RetryQueue retries = new RetryQueue();
    private final LastChance lastChance = new LastChance();
    private final EmbedFailures failures;
    private final AdmissionClient client;
    private int inFlight;
    private boolean controlling;
    private boolean controlsAlone;

    EmbedStage(RunContext run, StageOutlet outlet) {
        this.run = run;
        this.embedder = run.ports().embedder();
        this.outlet = outlet;
        this.failures = new EmbedFailures(run, outlet, retries, lastChance);
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
        failures.clear();
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
        run.waits().waitsFor(waitCause(), run.loop().nanoTime());
    }

    private WaitCause waitCause() {
        if (isIdle()) {
            return WaitCause.NONE;
        }
        WaitCause admission = run.gate().waitCause(client);
        if (!admission.equals(WaitCause.NONE) || inFlight > 0) {
            return admission;
        }
        WaitCause control = failures.waitCause();
        return control.equals(WaitCause.NONE)
                ? retries.waitCause(embedder.fingerprint(), run.loop().nanoTime())
                : control;
    }

    private boolean isIdle() {
        return inFlight == 0 && isDone();
    }

    /** Whether nothing waits to be sent. */
    private boolean isDone() {
        return retries.isEmpty() && queue.isEmpty() && failures.isEmpty();
    }

    private void send(boolean last) {
        boolean admitted = true;
        while (admitted) {
            if (isControlDue()) {
                Permit permit = admit(embedder.tokens(EmbedFailures.CONTROL));
                admitted = permit != null;
                if (permit != null) {
                    control(permit);
                }
                continue;
            }
            EmbedBatch batch = nextBatch(last);
            if (batch == null) {
                run.gate().leave(client);
                return;
            }
            Permit permit = admit(batch.tokens());
            admitted = permit != null;
            if (permit == null) {
                putBack(batch);
            } else {
                embed(batch, permit);
            }
        }
    }

    private boolean isControlDue() {
        boolean needed = failures.needControl() && (inFlight == 0 || !lastChance.isOpen());
        return !controlling
                && (needed || (!isDone() && run.gate().waitCause(client).isOutage()));
    }

    private @Nullable Permit admit(long tokens) {
        Permit permit = run.gate().tryAcquire(client, tokens);
        if (permit == null) {
            run.gate()
                    .sharedBudgetFailure()
                    .ifPresent(failure -> run.loop().execute(() -> outlet.stageFailed(failure)));
        }
        return permit;
    }

    /** Nothing while the control shows whether the setup is wrong: what is sent meanwhile would meet the same, and may cost. */
    private @Nullable EmbedBatch nextBatch(boolean last) {
        if (lastChance.isOpen()) {
            return alone();
        }
        return failures.doubtSetup() ? null : next(last);
    }

    /** The texts that have their last chance, once nothing else is under way. */
    private @Nullable EmbedBatch alone() {
        return inFlight == 0 && !lastChance.needsControl() ? lastChance.batch() : null;
    }

    private @Nullable EmbedBatch next(boolean last) {
        EmbedBatch retry = retries.next(run.loop().nanoTime());
        if (retry != null) {
            return retry;
        }
        List<ChunkQueue.Entry> entries = queue.hasFullBatch() || last ? queue.take() : List.of();
        return entries.isEmpty() ? null : EmbedBatch.of(entries);
    }

    /** New chunks go back to the queue: the batch may become fuller while it waits. */
    private void putBack(EmbedBatch batch) {
        if (lastChance.isOpen()) {
            return;
        }
        if (batch.isNew()) {
            queue.putBack(batch.entries());
        } else {
            retries.addFirst(batch);
        }
    }

    private void embed(EmbedBatch batch, Permit permit) {
        controlsAlone = false;
        call(batch.texts(), batch.size(), failures.firstAnswerLimit()).whenComplete((result, thrown) -> {
            inFlight--;
            if (thrown == null) {
                run.gate().succeeded(permit, result.tokens());
                lastChance.end(batch);
                distribute(batch, result);
            } else {
                failures.failed(batch, permit, Failures.of(thrown, "Embedding"));
            }
            outlet.proceed();
        });
    }

    private void control(Permit permit) {
        controlling = true;
        controlsAlone = inFlight == 0;
        failures.controlSent();
        call(List.of(EmbedFailures.CONTROL), 0, failures.firstControlLimit()).whenComplete((result, thrown) -> {
            inFlight--;
            controlling = false;
            if (thrown == null) {
                run.gate().succeeded(permit, result.tokens());
                run.counters().countChunks(0, permit.counted(), result.tokens());
                failures.controlEmbedded(controlsAlone);
            } else {
                failures.controlFailed(permit, Failures.of(thrown, "Embedding a harmless text"));
            }
            outlet.proceed();
        });
    }

    private CompletableFuture<EmbeddingResult> call(List<String> texts, int chunks, Duration limit) {
        inFlight++;
        return run.retrier()
                .watch(
                        Work.EMBED,
                        () -> run.clock()
                                .time(
                                        Stage.EMBED,
                                        chunks,
                                        () -> run.retrier()
                                                .firstAnswer(
                                                        Work.EMBED,
                                                        embed(texts),
                                                        limit,
                                                        () -> EmbedderFaults.unanswered(embedder, limit))))
                .whenComplete((result, thrown) ->
                        run.retrier().ended(Work.EMBED, thrown == null ? null : Failures.of(thrown, "Embedding")));
    }

    private CompletableFuture<EmbeddingResult> embed(List<String> texts) {
        return run.loop()
                .call(
                        Work.EMBED,
                        () -> EmbeddingCheck.checked(
                                embedder, texts.size(), embedder.embed(texts, InputType.DOCUMENT)));
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
}
