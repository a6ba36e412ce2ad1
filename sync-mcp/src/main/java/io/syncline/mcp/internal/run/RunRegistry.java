package io.syncline.mcp.internal.run;

import io.syncline.api.ModelName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this server: those in progress, one per model, and the last ones that ended. A call that started one need not
 * wait for its end. Thread-safe.
 */
public final class RunRegistry {

    private static final int REMEMBERED = 100;
    private static final int RADIX = 36;

    private final Executor executor;
    private final ServerTime time;
    private final int mostActive;
    private final Function<RuntimeException, EndedRun> unexpected;
    private final String prefix;
    private final Map<String, TrackedRun> runs = new LinkedHashMap<>();
    private long count;
    private boolean closing;
    private @Nullable Long closeDeadline;

    /**
     * A registry without runs.
     *
     * @param executor gives each run a thread
     * @param mostActive how many runs may be in progress
     * @param unexpected how a run ended whose work threw
     */
    public RunRegistry(
            Executor executor, ServerTime time, int mostActive, Function<RuntimeException, EndedRun> unexpected) {
        this.executor = executor;
        this.time = time;
        this.mostActive = mostActive;
        this.unexpected = unexpected;
        // so that an id of an earlier server is not taken for one of this
        this.prefix = Long.toString(time.now().getEpochSecond(), RADIX);
    }

    /** Starts a run unless the model has one, or there are too many. */
    public synchronized Admission start(RunDescriptor descriptor, RunWork work) {
        if (closing) {
            return new Admission(Admission.Verdict.CLOSING, List.of());
        }
        List<TrackedRun> active = active();
        for (TrackedRun run : active) {
            if (run.descriptor().model().equals(descriptor.model())) {
                return new Admission(Admission.Verdict.OCCUPIED, List.of(run));
            }
        }
        if (active.size() >= mostActive) {
            return new Admission(Admission.Verdict.FULL, active);
        }
        count++;
        TrackedRun run = new TrackedRun(prefix + "-" + count, descriptor, time);
        runs.put(run.id(), run);
        forgetOldest();
        try {
            executor.execute(() -> execute(run, work));
        } catch (RuntimeException e) {
            run.finish(unexpected.apply(e));
        } catch (Error e) { // a thread that cannot be created is one
            run.finish(unexpected.apply(new IllegalStateException("The run got no thread", e)));
        }
        return new Admission(Admission.Verdict.STARTED, List.of(run));
    }

    private void execute(TrackedRun run, RunWork work) {
        try {
            run.finish(work.run(run));
        } catch (InterruptedException e) {
            run.finish(unexpected.apply(new IllegalStateException("The thread of the run was stopped", e)));
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            run.finish(unexpected.apply(e));
        } catch (Error e) {
            run.finish(unexpected.apply(new IllegalStateException("The run ended with an error", e)));
            throw e;
        }
    }

    /** Forgets those that ended first: somebody may have waited for the end of one that started long ago. */
    private void forgetOldest() {
        List<TrackedRun> endedRuns = runs.values().stream()
                .filter(run -> run.end().isPresent())
                .sorted(Comparator.comparingLong(TrackedRun::endedNanos))
                .toList();
        endedRuns.stream().limit(Math.max(0, endedRuns.size() - REMEMBERED)).forEach(run -> runs.remove(run.id()));
    }

    /** The run with an id, unless it was forgotten or never existed. */
    public synchronized Optional<TrackedRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** The newest run of a model. */
    public synchronized Optional<TrackedRun> newest(ModelName model) {
        return newestFirst().stream()
                .filter(run -> run.descriptor().model().equals(model))
                .findFirst();
    }

    /** All runs that are remembered, the newest first. */
    public synchronized List<TrackedRun> newestFirst() {
        List<TrackedRun> all = new ArrayList<>(runs.values());
        Collections.reverse(all);
        return all;
    }

    /** The runs in progress, the oldest first. */
    public synchronized List<TrackedRun> active() {
        return runs.values().stream().filter(run -> run.end().isEmpty()).toList();
    }

    /** Cancels the runs that a session started. */
    public void cancelThoseOf(String session) {
        cancel(run -> run.descriptor().session().equals(session));
    }

    /** Whether a session has started a run that is in progress. */
    public boolean isRunningFor(String session) {
        return active().stream().anyMatch(run -> run.descriptor().session().equals(session));
    }

    private void cancel(Predicate<TrackedRun> chosen) {
        active().stream().filter(chosen).forEach(TrackedRun::cancel);
    }

    /** Starts no more runs, and asks those in progress to end. */
    public void stop() {
        synchronized (this) {
            closing = true;
        }
        cancel(run -> true);
    }

    /**
     * Stops, and waits for the end of the runs, in which they give back their leases. All calls together wait no longer than one.
     *
     * @param limit how long to wait, counted from the first call
     * @return the runs that are in progress still
     */
    public List<TrackedRun> close(Duration limit) {
        stop();
        long deadline = deadline(limit);
        try {
            for (TrackedRun run : active()) {
                time.await(run.ended(), Duration.ofNanos(Math.max(0, deadline - time.nanos())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return active();
    }

    private synchronized long deadline(Duration limit) {
        if (closeDeadline == null) {
            closeDeadline = time.nanos() + limit.toNanos();
        }
        return closeDeadline;
    }
}
