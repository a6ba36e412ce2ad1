package io.syncline.core.internal.sync;

import static java.util.Objects.requireNonNull;

import io.syncline.api.PlanReport;
import io.syncline.api.RunProgress;
import io.syncline.api.SyncRequest;
import io.syncline.api.failure.MissingStoreException;
import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.run.AbsentSink;
import io.syncline.core.internal.run.EngineContext;
import io.syncline.core.internal.run.Preparation;
import io.syncline.core.internal.run.RunContext;
import io.syncline.core.internal.run.RunObserver;
import io.syncline.core.internal.run.SafeListener;
import io.syncline.core.internal.runtime.EventLoop;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.port.vector.SinkIdentity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a sync would do. It takes no lease: it may run beside another run, and then reports what is left to do.
 * Confined to the loop, but for {@link #cancel()}.
 */
public final class PlanRunner {

    private final SyncRequest request;
    private final SafeListener listener;
    private final RunContext run;
    private final Preparation preparation;

    public PlanRunner(EngineContext engine, SyncRequest request, EventLoop loop) {
        this.request = request;
        this.listener = engine.listener();
        RunObserver observer = RunObserver.of(request.model(), listener, this::progressed);
        this.run = RunContext.observed(engine, request.model(), loop, observer);
        this.preparation = new Preparation(engine, run, request.includeArchived(), run.retrier()::call);
    }

    private void progressed() {
        run.report(listener, RunProgress.of(request.model(), 0, 0, run.clock().elapsed()));
    }

    public void cancel() {
        run.cancel();
    }

    /** Plans; fails with a {@link io.syncline.api.failure.SyncException} if anything cannot be read. */
    public CompletableFuture<PlanReport> run() {
        return preparation
                .plan()
                .thenCompose(plan -> preparation
                        .openToRead()
                        .handle(this::orAbsent)
                        .thenCompose(Function.identity())
                        .thenCompose(maker -> maker.make(plan)))
                .whenComplete((report, thrown) -> {
                    run.warnings().end();
                    listener.ended(request.model());
                });
    }

    /** A store that does not exist is planned for as if it were empty. */
    private CompletableFuture<PlanMaker> orAbsent(@Nullable SinkIdentity sink, @Nullable Throwable thrown) {
        if (sink != null) {
            return CompletableFuture.completedFuture(new PlanMaker(request, run, sink, List.of()));
        }
        SyncException failure = Failures.of(requireNonNull(thrown), "Opening the sink for " + run.key());
        if (!(failure instanceof MissingStoreException)) {
            return CompletableFuture.failedFuture(failure);
        }
        String warning = "Planned as if the sink were empty: " + failure.getMessage();
        return CompletableFuture.completedFuture(
                new PlanMaker(request, run.with(new AbsentSink()), AbsentSink.IDENTITY, List.of(warning)));
    }
}
