package io.syncline.core.internal.embed;

import io.syncline.api.EmbeddingCall;
import io.syncline.api.Stage;
import io.syncline.api.failure.SyncException;
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

/** Calls of the embedder, measured and watched, and how many are in flight. Confined to the loop. */
public final class EmbedCalls {

    private final RunContext run;
    private final Embedder embedder;
    private int inFlight;

    /** Calls of a run. */
    public EmbedCalls(RunContext run) {
        this.run = run;
        this.embedder = run.ports().embedder();
    }

    /** How many are in flight. */
    public int inFlight() {
        return inFlight;
    }

    /** Whether none is in flight. */
    public boolean areOver() {
        return inFlight == 0;
    }

    /**
     * Embeds texts.
     *
     * @param chunks how many chunks of records they are
     * @param limit how long the service may take that has never responded
     */
    public CompletableFuture<EmbeddingResult> call(List<String> texts, int chunks, Duration limit) {
        inFlight++;
        long start = run.loop().nanoTime();
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
                .whenComplete((result, thrown) -> {
                    @Nullable SyncException failure = thrown == null ? null : Failures.of(thrown, "Embedding");
                    run.retrier().ended(Work.EMBED, failure);
                    inFlight--;
                    long tokens = result == null ? 0 : result.tokens();
                    run.observer().embedded(ended(texts.size(), tokens, start, failure));
                });
    }

    private EmbeddingCall ended(int texts, long tokens, long start, @Nullable SyncException failure) {
        return new EmbeddingCall(
                embedder.fingerprint().toString(),
                texts,
                tokens,
                Duration.ofNanos(run.loop().nanoTime() - start),
                Optional.ofNullable(failure));
    }

    private CompletableFuture<EmbeddingResult> embed(List<String> texts) {
        return run.loop()
                .call(
                        Work.EMBED,
                        () -> EmbeddingCheck.checked(
                                embedder, texts.size(), embedder.embed(texts, InputType.DOCUMENT)));
    }
}
