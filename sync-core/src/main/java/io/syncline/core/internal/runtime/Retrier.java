package io.syncline.core.internal.runtime;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Retries calls that failed transiently. All calls are idempotent, so an unknown outcome is retried too. */
public final class Retrier {

    private static final int MAX_DOUBLINGS = 20;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final EventLoop loop;
    private final Patience patience;
    private final RandomGenerator random;
    private final CallWatch watch;
    private final Consumer<String> warnings;
    private final Map<Runnable, Runnable> waiting = new LinkedHashMap<>();
    private boolean stopped;

    /** A retrier that nobody watches, for calls to systems that have answered before. */
    public Retrier(EventLoop loop, RetrySettings settings, RandomGenerator random) {
        this(loop, new Patience(settings), random, CallWatch.none(loop), LOG::warn);
    }

    /**
     * A retrier of a run.
     *
     * @param patience how long calls are retried
     * @param watch shows what is retried
     * @param warnings logs what is retried
     */
    public Retrier(
            EventLoop loop, Patience patience, RandomGenerator random, CallWatch watch, Consumer<String> warnings) {
        this.loop = loop;
        this.patience = patience;
        this.random = random;
        this.watch = watch;
        this.warnings = warnings;
    }

    /** A retrier that never retries. */
    public static Retrier once(EventLoop loop, RandomGenerator random) {
        return new Retrier(
                loop, RetrySettings.builder().giveUpAfter(Duration.ZERO).build(), random);
    }

    /** A retrier with the same settings that is not stopped with this one. */
    public Retrier independent() {
        return new Retrier(loop, patience, random, watch, warnings);
    }

    public <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable) {
        return start(work, what, callable, LONGEST);
    }

    /** Calls once, and retries nothing. */
    public <T> CompletableFuture<T> callOnce(Work work, String what, Callable<T> callable) {
        return start(work, what, callable, Duration.ZERO);
    }

    /** Calls, and retries no longer than a limit. */
    public <T> CompletableFuture<T> callFor(Duration limit, Work work, String what, Callable<T> callable) {
        return start(work, what, callable, limit);
    }

    private <T> CompletableFuture<T> start(Work work, String what, Callable<T> callable, Duration limit) {
        Attempt<T> attempt = new Attempt<>(work, what, callable, limit);
        attempt.run();
        return attempt.result;
    }

    /** How long calls of a kind are retried. */
    public Duration giveUpAfter(Work work) {
        return patience.giveUpAfter(work);
    }

    /** Shows calls that are made and retried elsewhere. */
    public <T> CompletableFuture<T> watch(Work work, Supplier<CompletableFuture<T>> call) {
        return watch.watch(work, call);
    }

    /** Whether the system that calls of a kind go to has answered since the process started. */
    public boolean hasAnswered(Work work) {
        return patience.hasAnswered(work);
    }

    /**
     * Ends the wait for a call to a system that has not answered since the process started, and does not. The call itself
     * goes on, and its answer shows that the system is only slow.
     *
     * @param limit how long it is waited for
     * @param unanswered the failure if there is no answer until then
     */
    public <T> CompletableFuture<T> firstAnswer(
            Work work, CompletableFuture<T> call, Duration limit, Supplier<SyncException> unanswered) {
        if (hasAnswered(work)) {
            return call;
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable cancel = loop.schedule(limit, () -> {
            if (!hasAnswered(work)) {
                answer.completeExceptionally(unanswered.get());
            }
        });
        call.whenComplete((value, thrown) -> {
            cancel.run();
            if (thrown == null) {
                patience.ended(work, null);
                answer.complete(value);
            } else {
                answer.completeExceptionally(thrown);
            }
        });
        return answer;
    }

    /** The run has reported something to those who wait. */
    public void reported() {
        watch.reported();
    }

    /** Notes the end of a call that was made elsewhere; the failure is null if it succeeded. */
    public void ended(Work work, @Nullable SyncException failure) {
        patience.ended(work, failure);
    }

    /** A random wait after a number of earlier failures. */
    public Duration backoff(int failures) {
        RetrySettings settings = patience.settings();
        long bound = Math.min(
                settings.longestWait().toNanos(), settings.firstWait().toNanos() << Math.min(failures, MAX_DOUBLINGS));
        return Duration.ofNanos(random.nextLong(Math.max(1, bound)));
    }

    /** Lets calls in flight end, and retries none of them. */
    public void stop() {
        stopped = true;
        List<Runnable> giveUp = List.copyOf(waiting.keySet());
        waiting.values().forEach(Runnable::run);
        waiting.clear();
        giveUp.forEach(Runnable::run);
    }

    /** Whether nothing is retried any more, so that a failure says little. */
    public boolean isStopped() {
        return stopped;
    }

    /** Retries calls again that are made from now on. */
    public void restart() {
        stopped = false;
    }

    private final class Attempt<T> {

        private final Work work;
        private final String what;
        private final Callable<T> callable;
        private final Duration limit;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final long startNanos = loop.nanoTime();
        private final CallWatch.Call watched;
        private int failures;

        Attempt(Work work, String what, Callable<T> callable, Duration limit) {
            this.work = work;
            this.what = what;
            this.callable = callable;
            this.limit = limit;
            this.watched = watch.begin(work);
        }

        void run() {
            loop.call(work, callable).whenComplete((value, thrown) -> {
                if (thrown == null) {
                    patience.ended(work, null);
                    watched.end();
                    result.complete(value);
                } else {
                    failed(Failures.of(thrown, what));
                }
            });
        }

        private void failed(SyncException failure) {
            patience.ended(work, failure);
            boolean passing = Failures.isTemporary(failure);
            Duration wait = passing ? nextWait(failure) : Duration.ZERO;
            long spent = loop.nanoTime() - startNanos + wait.toNanos();
            boolean over = spent > Math.min(limit.toNanos(), giveUpAfter(work).toNanos());
            if (!passing || stopped || over) {
                end(failure);
                return;
            }
            warnings.accept(described(failure) + "; retrying in " + wait.toMillis() + " ms");
            watched.waits(failure, wait);
            Runnable giveUp = () -> end(failure);
            Runnable cancel = loop.schedule(wait, () -> {
                waiting.remove(giveUp);
                run();
            });
            waiting.put(giveUp, cancel);
        }

        private void end(SyncException failure) {
            watched.end();
            result.completeExceptionally(failure);
        }

        /** Messages of adapters usually begin with the same description of the call. */
        private String described(SyncException failure) {
            String message = String.valueOf(failure.getMessage());
            return message.startsWith(what) ? message : what + " failed: " + message;
        }

        private Duration nextWait(SyncException failure) {
            Duration jitter = backoff(failures++);
            Duration asked = failure instanceof TransientException passing
                    ? passing.retryAfter().orElse(Duration.ZERO)
                    : Duration.ZERO;
            return asked.plus(jitter);
        }
    }
}
