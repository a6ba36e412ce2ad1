package io.syncline.core.internal.pipeline;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.embed.EmbedCalls;
import io.syncline.core.internal.quota.AdmissionClient;
import io.syncline.core.internal.quota.EmbedAdmission;
import io.syncline.core.internal.quota.Permit;
import io.syncline.core.internal.quota.WaitCause;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.embedding.EmbeddingResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns chunks into vectors, as fast as the {@link EmbedAdmission} admits requests.
 *
 * <ul>
 *   <li>After a failure that may pass, the whole batch is sent again before anything new; it is not split into small
 *       requests.
 *   <li>A rejected batch is halved until the chunk that causes it is alone; its record fails, the others continue. If both
 *       halves succeed, the batch was only too large, and later ones are made smaller.
 *   <li>An answer that means a wrong setup ends the run only if a harmless text meets the same.
 *   <li>A batch that repeatedly fails transiently is halved too, if its texts are the cause and not the service, which
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
    private final EmbedFailures failures;
    private final EmbedControl control;
    private final IsolatedRetry isolated;
    private final AdmissionClient client;
    private final EmbedCalls calls;
    private boolean controlling;
    private boolean controlledAlone;

    EmbedStage(RunContext run, StageOutlet outlet) {
        this.run = run;
        this.embedder = run.ports().embedder();
        this.outlet = outlet;
        this.failures = new EmbedFailures(run, outlet, retries);
        this.control = failures.control();
        this.isolated = failures.isolated();
        this.queue = ChunkQueue.of(embedder, run.settings().embedBatchSize(), run.gate()::ratio);
        this.calls = new EmbedCalls(run);
        this.client = run.gate().register(run.loop(), outlet::proceed);
    }

    void add(RecordProgress record) {
        queue.add(record);
    }

    int inFlight() {
        return calls.inFlight();
    }

    void clear() {
        queue.clear();
        retries.clear();
        control.clear();
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
        if (!admission.equals(WaitCause.NONE) || !calls.areOver()) {
            return admission;
        }
        WaitCause controlWait = control.waitCause();
        return controlWait.equals(WaitCause.NONE)
                ? retries.waitCause(embedder.fingerprint(), run.loop().nanoTime())
                : controlWait;
    }

    private boolean isIdle() {
        return calls.areOver() && isDone();
    }

    /** Whether nothing waits to be sent. */
    private boolean isDone() {
        return retries.isEmpty() && queue.isEmpty() && control.isEmpty();
    }

    private void send(boolean last) {
        boolean admitted = true;
        while (admitted) {
            if (isControlDue()) {
                Permit permit = admit(embedder.tokens(EmbedControl.TEXT));
                admitted = permit != null;
                if (permit != null) {
                    sendControl(permit);
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
        boolean needed = control.isDue() && (calls.areOver() || !isolated.isOpen());
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
        if (isolated.isOpen()) {
            return nextIsolated();
        }
        return control.mayFindWrongSetup() ? null : next(last);
    }

    /** The batch that is retried in isolation, once nothing else is in flight. */
    private @Nullable EmbedBatch nextIsolated() {
        return calls.areOver() && !isolated.needsControl() ? isolated.batch() : null;
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
        if (isolated.isOpen()) {
            return;
        }
        if (batch.isNew()) {
            queue.putBack(batch.entries());
        } else {
            retries.addFirst(batch);
        }
    }

    private void embed(EmbedBatch batch, Permit permit) {
        controlledAlone = false;
        calls.call(batch.texts(), batch.size(), failures.deadlines().firstAnswer())
                .whenComplete((result, thrown) -> {
                    if (thrown == null) {
                        run.gate().succeeded(permit, result.tokens());
                        isolated.end(batch);
                        distribute(batch, result);
                    } else {
                        failures.failed(batch, permit, Failures.of(thrown, "Embedding"));
                    }
                    outlet.proceed();
                });
    }

    private void sendControl(Permit permit) {
        controlling = true;
        controlledAlone = calls.areOver();
        control.sent();
        calls.call(List.of(EmbedControl.TEXT), 0, failures.deadlines().firstControl())
                .whenComplete((result, thrown) -> {
                    controlling = false;
                    if (thrown == null) {
                        run.gate().succeeded(permit, result.tokens());
                        run.counters().countChunks(0, permit.counted(), result.tokens());
                        control.embedded(controlledAlone);
                    } else {
                        control.failed(permit, Failures.of(thrown, "Embedding a harmless text"));
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
        run.observer().reportProgress(); // a slow embedder is progress, although no record is finished yet
        for (int i = 0; i < batch.size(); i++) {
            ChunkQueue.Entry entry = batch.entries().get(i);
            if (entry.record().embedded(entry.index(), result.embeddings().get(i))) {
                outlet.embedded(entry.record());
            }
        }
    }
}
