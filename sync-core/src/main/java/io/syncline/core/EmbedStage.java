package io.syncline.core;

import io.syncline.api.Stage;
import io.syncline.api.failure.RejectedException;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.port.Embedder;
import io.syncline.core.port.EmbedderLimits;
import io.syncline.core.port.Embedding;
import io.syncline.core.port.EmbeddingResult;
import io.syncline.core.port.InputType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Turns chunks into vectors, several requests at a time. A refused request is halved until the chunk at fault stands
 * alone; its record fails, the others go on.
 */
final class EmbedStage {

    /** What the stage tells the pipeline. */
    interface Outlet {

        void embedded(RecordWork record);

        void failed(RecordWork record, String reason);

        void broken(SyncException failure);
    }

    private final Run run;
    private final Embedder embedder;
    private final Tally tally;
    private final Outlet outlet;
    private final ChunkQueue queue;
    private final Deque<List<ChunkQueue.Entry>> halves = new ArrayDeque<>();
    private final int concurrency;
    private int inFlight;

    EmbedStage(Run run, Tally tally, Outlet outlet) {
        this.run = run;
        this.embedder = run.ports().embedder();
        this.tally = tally;
        this.outlet = outlet;
        EmbedderLimits limits = embedder.limits();
        this.queue =
                new ChunkQueue(Math.min(run.settings().embedBatchSize(), limits.inputs()), limits.tokensPerRequest());
        this.concurrency = run.settings().embedConcurrency().orElse(limits.concurrency());
    }

    void add(RecordWork record) {
        queue.add(record);
    }

    int inFlight() {
        return inFlight;
    }

    void clear() {
        queue.clear();
        halves.clear();
    }

    /**
     * Starts as many requests as may run.
     *
     * @param last whether nothing more comes for now, so that a request need not be full
     */
    void pump(boolean last) {
        while (inFlight < concurrency) {
            List<ChunkQueue.Entry> batch = nextBatch(last);
            if (batch.isEmpty()) {
                return;
            }
            embed(batch);
        }
    }

    private List<ChunkQueue.Entry> nextBatch(boolean last) {
        if (!halves.isEmpty()) {
            return halves.remove();
        }
        return queue.hasFullBatch() || last ? queue.take() : List.of();
    }

    private void embed(List<ChunkQueue.Entry> batch) {
        inFlight++;
        List<String> texts = batch.stream().map(entry -> entry.chunk().text()).toList();
        run.clock()
                .time(
                        Stage.EMBED,
                        batch.size(),
                        () -> run.retrier()
                                .call(
                                        Work.EMBED,
                                        "Embedding " + texts.size() + " texts of "
                                                + run.key().model(),
                                        () -> {
                                            return checked(embedder.embed(texts, InputType.DOCUMENT), texts.size());
                                        }))
                .whenComplete((result, thrown) -> {
                    inFlight--;
                    if (thrown == null) {
                        distribute(batch, result);
                    } else {
                        failed(batch, Failures.of(thrown, "Embedding"));
                    }
                });
    }

    private EmbeddingResult checked(EmbeddingResult result, int expected) {
        int dimension = embedder.fingerprint().dimension();
        List<Embedding> embeddings = result.embeddings();
        if (embeddings.size() != expected) {
            throw new UnknownOutcomeException("The embedder " + embedder.fingerprint() + " returned "
                    + embeddings.size() + " vectors for " + expected + " texts");
        }
        for (Embedding embedding : embeddings) {
            if (embedding.dimension() != dimension) {
                throw new UnknownOutcomeException("The embedder " + embedder.fingerprint()
                        + " returned a vector of dimension " + embedding.dimension());
            }
        }
        return result;
    }

    private void distribute(List<ChunkQueue.Entry> batch, EmbeddingResult result) {
        tally.countChunks(batch.size(), result.tokens());
        for (int i = 0; i < batch.size(); i++) {
            ChunkQueue.Entry entry = batch.get(i);
            if (entry.record().embedded(entry.index(), result.embeddings().get(i))) {
                outlet.embedded(entry.record());
            }
        }
    }

    private void failed(List<ChunkQueue.Entry> batch, SyncException failure) {
        if (!(failure instanceof RejectedException)) {
            outlet.broken(failure);
        } else if (batch.size() == 1) {
            outlet.failed(batch.get(0).record(), failure.getMessage());
        } else {
            halves.addFirst(batch.subList(batch.size() / 2, batch.size()));
            halves.addFirst(batch.subList(0, batch.size() / 2));
        }
    }
}
