package io.syncline.flink.internal;

import io.syncline.core.SyncEngine;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.RangeWork;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.flink.job.EngineProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for ranges and works on them, one after the other, on a thread of its own, until there are no more. */
final class RangeLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RangeLoop.class);
    private static final Duration END = Duration.ofSeconds(15);

    private final String worker;
    private final EngineProvider provider;
    private final String source;
    private final EventClient client;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable RangeWork current;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    RangeLoop(String worker, EngineProvider provider, String source, EventClient client) {
        this.worker = worker;
        this.provider = provider;
        this.source = source;
        this.client = client;
        this.thread = SyncThreads.named("syncline-worker-" + worker).newThread(this::run);
    }

    void start() {
        thread.start();
    }

    /** Completes when there are no more ranges; exceptionally if the worker cannot work. */
    CompletableFuture<Void> end() {
        return end;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            SyncEngine engine = SharedEngines.OF_PROCESS.acquire(source, provider);
            try {
                work(engine);
            } finally {
                SharedEngines.OF_PROCESS.release(source);
            }
            end.complete(null);
        } catch (InterruptedException e) {
            end.cancel(false);
        } catch (Exception | Error e) {
            failure = e;
            end.completeExceptionally(e);
        }
    }

    private void work(SyncEngine engine) throws InterruptedException, ExecutionException {
        while (!closed) {
            CoordinatorAnswer answer = next();
            if (answer instanceof CoordinatorAnswer.Granted granted) {
                RangeWork range = engine.cluster().work(granted.grant(), client);
                current = range;
                if (closed) {
                    range.cancel();
                }
                range.end().toCompletableFuture().get();
            } else if (answer instanceof CoordinatorAnswer.Wait wait) {
                Thread.sleep(wait.askAfter().toMillis());
            } else {
                return;
            }
        }
    }

    /** Asks again if there is no answer: the message may be lost, or the coordinator may be on its way. */
    private CoordinatorAnswer next() throws InterruptedException {
        try {
            return client.ask(new WorkerRequest.Next(worker)).get();
        } catch (ExecutionException e) {
            LOG.debug("The coordinator did not answer worker {}", worker, e);
            return CoordinatorAnswer.Wait.SHORTLY;
        }
    }

    /** Ends the work, and waits for it: what is being written must be written or refused before the slot is free. */
    void stop() {
        closed = true;
        RangeWork range = current;
        try {
            if (range != null) {
                range.cancel();
                range.end().toCompletableFuture().get(END.toMillis(), TimeUnit.MILLISECONDS);
            }
            thread.interrupt();
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Worker {} did not end within {}; its grant ends by time", worker, END);
            thread.interrupt();
        }
    }
}
