package io.syncline.core;

import io.syncline.api.ModelName;
import io.syncline.api.RecordAccess;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The rights of a person that a source is asked for no longer than a person waits: the time limits of a source are those of syncs.
 * Thread-safe.
 */
public final class BoundedAccess implements RecordAccess {

    private final RecordAccess access;
    private final Duration longest;
    private final Executor executor;

    /**
     * Rights with a limit.
     *
     * @param access the rights
     * @param longest how long one question may take; then it is interrupted and fails with a {@link TransientException}
     * @param executor asks the questions, each on a thread that may wait
     */
    public BoundedAccess(RecordAccess access, Duration longest, Executor executor) {
        this.access = access;
        this.longest = longest;
        this.executor = executor;
    }

    @Override
    public String source() {
        return access.source();
    }

    @Override
    public Set<RecordId> readable(ModelName model, Collection<RecordId> ids) {
        return ask("which records of " + model + " a person may read", () -> access.readable(model, ids));
    }

    @Override
    public void requireLogin() {
        ask("whether a person may log in", () -> {
            access.requireLogin();
            return Set.of();
        });
    }

    private Set<RecordId> ask(String what, Supplier<Set<RecordId>> question) {
        FutureTask<Set<RecordId>> task = new FutureTask<>(question::get);
        executor.execute(task);
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TransientException(
                    access.source() + " did not say within " + longest.toSeconds() + " s " + what
                            + ". Nothing is shown without that. Retry later",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted while " + access.source() + " was asked " + what, e);
        } catch (CancellationException e) {
            throw new TransientException("No longer waiting for " + access.source() + " to say " + what, e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            task.cancel(true);
        }
    }

    private static RuntimeException unwrapped(ExecutionException failure) {
        if (failure.getCause() instanceof RuntimeException known) {
            return known;
        }
        if (failure.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure.getCause());
    }
}
