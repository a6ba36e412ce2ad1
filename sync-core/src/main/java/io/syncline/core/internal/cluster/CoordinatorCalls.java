package io.syncline.core.internal.cluster;

import io.syncline.api.RecordId;
import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.cluster.CoordinatorAnswer;
import io.syncline.core.cluster.CoordinatorClient;
import io.syncline.core.cluster.RangeGrant;
import io.syncline.core.cluster.WorkerRequest;
import io.syncline.core.internal.run.PointMaintenance;
import io.syncline.core.internal.runtime.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What a worker asks of its coordinator under one grant. */
final class CoordinatorCalls implements PointMaintenance {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RangeGrant grant;
    private final CoordinatorClient client;
    private final EventLoop loop;
    private final GrantValidity validity;

    CoordinatorCalls(RangeGrant grant, CoordinatorClient client, EventLoop loop, GrantValidity validity) {
        this.grant = grant;
        this.validity = validity;
        this.client = client;
        this.loop = loop;
    }

    /** Asks without waiting. The future completes on the loop. */
    CompletableFuture<CoordinatorAnswer> ask(WorkerRequest request) {
        CompletableFuture<CoordinatorAnswer> answer = new CompletableFuture<>();
        client.ask(request)
                .whenComplete((answered, thrown) -> loop.execute(() -> {
                    if (thrown == null) {
                        answer.complete(answered);
                    } else {
                        answer.completeExceptionally(unreachable(thrown));
                    }
                }));
        return answer;
    }

    /**
     * Asks until there is an answer, since a message may be lost, for as long as the grant is valid.
     *
     * @return completes on the loop when the coordinator has carried out the request; fails with a {@link
     *     io.syncline.api.failure.LostRaceException} if the grant is not valid any more
     */
    CompletableFuture<Void> askUntilDone(WorkerRequest request) {
        return ask(request)
                .handle((answer, thrown) -> {
                    if (thrown == null) {
                        throwUnlessDone(answer);
                        return CompletableFuture.<Void>completedFuture(null);
                    }
                    return validity.isValid()
                            ? askLater(request)
                            : CompletableFuture.<Void>failedFuture(GrantValidity.lost(grant));
                })
                .thenCompose(Function.identity());
    }

    /** After a pause, since a request may fail immediately. */
    private CompletableFuture<Void> askLater(WorkerRequest request) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.schedule(
                PAUSE,
                () -> askUntilDone(request).whenComplete((answered, thrown) -> {
                    if (thrown == null) {
                        done.complete(null);
                    } else {
                        done.completeExceptionally(thrown);
                    }
                }));
        return done;
    }

    /** Asks for a change of points. Blocks; thread-safe. */
    void change(WorkerRequest.OfGrant request) {
        throwUnlessDone(answer(request));
    }

    private CoordinatorAnswer answer(WorkerRequest request) {
        try {
            return client.ask(request)
                    .toCompletableFuture()
                    .get(2 * grant.validFor().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    /**
     * Checks that a request was carried out.
     *
     * @throws io.syncline.api.failure.LostRaceException if the grant is not valid any more
     * @throws TransientException if the coordinator could not carry it out
     */
    private void throwUnlessDone(CoordinatorAnswer answer) {
        if (answer instanceof CoordinatorAnswer.Revoked) {
            throw GrantValidity.lost(grant);
        }
        if (answer instanceof CoordinatorAnswer.Failed failed) {
            throw new TransientException("The coordinator of " + grant.model() + " failed: " + failed.reason(), null);
        }
    }

    private SyncException unreachable(Throwable cause) {
        return new TransientException("The coordinator of " + grant.model() + " did not answer", cause);
    }

    @Override
    public void trim(Map<RecordId, Integer> chunkCounts) {
        change(new WorkerRequest.Maintain(grant.number(), chunkCounts, List.of(), List.of()));
    }

    @Override
    public void delete(List<RecordId> ids) {
        change(new WorkerRequest.Maintain(grant.number(), Map.of(), ids, List.of()));
    }

    @Override
    public void lift(List<RecordId> ids) {
        change(new WorkerRequest.Maintain(grant.number(), Map.of(), List.of(), ids));
    }
}
