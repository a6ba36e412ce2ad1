package io.syncline.service.run;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of this server: those in progress, one per model, and the last ones that ended, of schedules and of people. A call that started one need not
 * wait for its end. Thread-safe.
 */
public final class RunRegistry {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");
    private static final int REMEMBERED = 100;
    private static final int RADIX = 36;

    private final Executor executor;
    private final ServiceTime time;
    private final int mostActive;
    private final Function<RuntimeException, EndedRun> unexpected;
    private final Observer observer;
    private final String prefix;
    private final Map<String, TrackedRun> runs = new LinkedHashMap<>();
    private long count;
    private boolean closing;
    private @Nullable Long closeDeadline;

    /** Is told of all runs, on their threads. */
    public interface Observer {

        /** Ignores them. */
        Observer NONE = new Observer() {};

        /** A run was admitted. */
        default void started(TrackedRun run) {}

        /** A run ended; it is among those that ended already. */
        default void ended(TrackedRun run, EndedRun end) {}
    }

    /** A registry that tells nobody. */
    public RunRegistry(
            Executor executor, ServiceTime time, int mostActive, Function<RuntimeException, EndedRun> unexpected) {
        this(executor, time, mostActive, unexpected, Observer.NONE);
    }

    /**
     * A registry without runs.
     *
     * @param executor gives each run a thread
     * @param mostActive how many runs may be in progress
     * @param unexpected how a run ended whose work threw
     * @param observer is told of all runs
     */
    public RunRegistry(
            Executor executor,
            ServiceTime time,
            int mostActive,
            Function<RuntimeException, EndedRun> unexpected,
            Observer observer) {
        this.observer = observer;
        this.executor = executor;
        this.time = time;
        this.mostActive = mostActive;
        this.unexpected = unexpected;
        // so that an id of an earlier server is not taken for one of this
        this.prefix = Long.toString(time.now().getEpochSecond(), RADIX);
    }

    /** Starts a run on a thread of its own, unless the model has one, or there are too many. */
    public Admission start(RunDescriptor descriptor, RunWork work) {
        Admission admission = admit(descriptor);
        if (admission.verdict() == Admission.Verdict.STARTED) {
            TrackedRun run = admission.run();
            try {
                executor.execute(() -> execute(run, work));
            } catch (RuntimeException e) {
                finish(run, unexpected.apply(e));
            } catch (Error e) { // a thread that cannot be created is one
                finish(run, unexpected.apply(new IllegalStateException("The run got no thread", e)));
            }
        }
        return admission;
    }

    /** Does the same on the calling thread, and returns when the run has ended. */
    public Admission run(RunDescriptor descriptor, RunWork work) {
        Admission admission = admit(descriptor);
        if (admission.verdict() == Admission.Verdict.STARTED) {
            execute(admission.run(), work);
        }
        return admission;
    }

    private synchronized Admission admit(RunDescriptor descriptor) {
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
        return new Admission(Admission.Verdict.STARTED, List.of(run));
    }

    private void execute(TrackedRun run, RunWork work) {
        try {
            observe(() -> observer.started(run));
            finish(run, work.run(run));
        } catch (InterruptedException e) {
            finish(run, unexpected.apply(new IllegalStateException("The thread of the run was stopped", e)));
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            finish(run, unexpected.apply(e));
        } catch (Error e) {
            // not thrown on: whoever began the run has to learn that it ended, as it does by a failure
            finish(run, unexpected.apply(new IllegalStateException("The run ended with an error", e)));
        }
    }

    private void finish(TrackedRun run, EndedRun end) {
        run.finish(end);
        observe(() -> observer.ended(run, end));
    }

    /** An observer that throws harms no run. */
    private static void observe(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A listener of runs failed", e);
        }
    }

    /** Many models have many scheduled runs, which must not take the place of one that somebody asks about. */
    private void forgetOldest() {
        forgetOldest(run -> run.descriptor().isScheduled());
        forgetOldest(run -> !run.descriptor().isScheduled());
    }

    /** Forgets those that ended first: somebody may have waited for the end of one that started long ago. */
    private void forgetOldest(Predicate<TrackedRun> kind) {
        List<TrackedRun> endedRuns = runs.values().stream()
                .filter(run -> kind.test(run) && run.end().isPresent())
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

    /** Lets runs start again after {@link #stop()} or {@link #close}. */
    public synchronized void reopen() {
        closing = false;
        closeDeadline = null;
    }

    /**
     * Stops, and waits for the end of the runs, in which they give back their leases. All calls together wait no longer than one.
     *
     * @param limit how long to wait, counted from the first call since the last {@link #reopen()}
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
