package io.syncline.core.internal.runtime;

import static io.syncline.core.internal.runtime.EngineLog.LOG;

import io.syncline.api.failure.SyncException;
import io.syncline.api.failure.TransientException;
import io.syncline.api.failure.UnknownOutcomeException;
import io.syncline.core.settings.RetrySettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Retries calls that failed transiently. All calls are idempotent, so an unknown outcome is retried too. */
public final class Retrier {

    private static final int MAX_DOUBLINGS = 20;

    private final EventLoop loop;
    private final RetrySettings settings;
    private final RandomGenerator random;
    private final Map<Runnable, Runnable> waiting = new LinkedHashMap<>();
    private boolean stopped;

    public Retrier(EventLoop loop, RetrySettings settings, RandomGenerator random) {
        this.loop = loop;
        this.settings = settings;
        this.random = random;
    }

    /** A retrier that never retries. */
    public static Retrier once(EventLoop loop, RandomGenerator random) {
        return new Retrier(
                loop, RetrySettings.builder().giveUpAfter(Duration.ZERO).build(), random);
    }

    public <T> CompletableFuture<T> call(Work work, String what, Callable<T> callable) {
        Attempt<T> attempt = new Attempt<>(work, what, callable);
        attempt.run();
        return attempt.result;
    }

    /** A random wait after a number of earlier failures. */
    public Duration backoff(int failures) {
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

    /** Retries calls again that are made from now on. */
    public void restart() {
        stopped = false;
    }

    private final class Attempt<T> {

        private final Work work;
        private final String what;
        private final Callable<T> callable;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final long startNanos = loop.nanoTime();
        private int failures;

        Attempt(Work work, String what, Callable<T> callable) {
            this.work = work;
            this.what = what;
            this.callable = callable;
        }

        void run() {
            loop.call(work, callable).whenComplete((value, thrown) -> {
                if (thrown == null) {
                    result.complete(value);
                } else {
                    failed(Failures.of(thrown, what));
                }
            });
        }

        private void failed(SyncException failure) {
            boolean passing = failure instanceof TransientException || failure instanceof UnknownOutcomeException;
            Duration wait = passing ? nextWait(failure) : Duration.ZERO;
            long spent = loop.nanoTime() - startNanos + wait.toNanos();
            if (!passing || stopped || spent > settings.giveUpAfter().toNanos()) {
                result.completeExceptionally(failure);
                return;
            }
            LOG.warn("{}; retrying in {} ms", described(failure), wait.toMillis());
            Runnable giveUp = () -> result.completeExceptionally(failure);
            Runnable cancel = loop.schedule(wait, () -> {
                waiting.remove(giveUp);
                run();
            });
            waiting.put(giveUp, cancel);
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
