package io.syncline.core.internal.run;

import io.syncline.api.failure.SyncException;
import io.syncline.core.internal.runtime.Failures;
import io.syncline.core.internal.runtime.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A call about records that may keep failing because of one of them. When it has failed for a while, a control, which is a
 * call to the same system without the records, decides: if it succeeds, the call fails over the records. If it fails too, the
 * cause may be an outage, and the call is retried twice as long before the next control, until the retry settings end the
 * run. So what fails over its records is found even if there was an outage meanwhile. A failure that names the time of a retry
 * is evidence against no record before the retries are over: a control may be let through while the call has to wait. Confined to
 * the loop.
 *
 * @param <T> what the call returns
 */
public final class ControlledCall<T> {

    /**
     * How a call ended.
     *
     * @param value what it returned; empty if it fails over the records
     * @param fault why it fails over the records; empty if it does not
     */
    public record Outcome<T>(Optional<T> value, Optional<SyncException> fault) {}

    private final RunContext run;
    private final Work work;
    private final Function<Duration, CompletableFuture<T>> call;
    private final Callable<?> control;
    private final long startedAt;

    /**
     * A call.
     *
     * @param work its kind
     * @param call makes it, and retries it no longer than a limit
     * @param control what the records have no part in
     */
    public ControlledCall(
            RunContext run, Work work, Function<Duration, CompletableFuture<T>> call, Callable<?> control) {
        this.run = run;
        this.work = work;
        this.call = call;
        this.control = control;
        this.startedAt = run.loop().nanoTime();
    }

    /**
     * Makes the call. The future fails if there is an outage, or for a failure that no retry changes.
     *
     * @param records what the call is about
     */
    public CompletableFuture<Outcome<T>> start(RecordGroup<?> records) {
        Duration patience = records.patience();
        return attempt(patience, patience.compareTo(run.retrier().giveUpAfter(work)) >= 0);
    }

    private CompletableFuture<Outcome<T>> attempt(Duration patience, boolean last) {
        return call.apply(patience)
                .handle((value, thrown) -> thrown == null
                        ? CompletableFuture.completedFuture(
                                new Outcome<>(Optional.of(value), Optional.<SyncException>empty()))
                        : control(patience, last, Failures.of(thrown, "The call")))
                .thenCompose(Function.identity());
    }

    private CompletableFuture<Outcome<T>> control(Duration patience, boolean last, SyncException failure) {
        if (!Failures.isTemporary(failure) || run.retrier().isStopped()) {
            return CompletableFuture.failedFuture(failure);
        }
        if (Failures.retryIsAnnounced(failure) && !last) {
            return attempt(left(), true);
        }
        return run.retrier()
                .callOnce(work, "A call without records of " + run.key(), () -> Optional.ofNullable(control.call()))
                .handle((answer, thrown) -> thrown == null
                        ? CompletableFuture.completedFuture(new Outcome<>(Optional.<T>empty(), Optional.of(failure)))
                        : outage(patience, last, failure, Failures.of(thrown, "The control")))
                .thenCompose(Function.identity());
    }

    /** The control failed too. */
    private CompletableFuture<Outcome<T>> outage(
            Duration patience, boolean last, SyncException failure, SyncException control) {
        if (last || !Failures.isTemporary(control)) {
            return CompletableFuture.failedFuture(Failures.isTemporary(control) ? failure : control);
        }
        Duration left = left();
        Duration longer = patience.multipliedBy(2);
        return longer.compareTo(left) < 0 ? attempt(longer, false) : attempt(left, true);
    }

    /** How long the call may still be retried. */
    private Duration left() {
        Duration spent = Duration.ofNanos(run.loop().nanoTime() - startedAt);
        return run.retrier().giveUpAfter(work).minus(spent);
    }
}
