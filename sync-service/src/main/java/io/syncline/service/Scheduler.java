package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.SyncException;
import io.syncline.service.memory.LastStart;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.Admission;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunDescriptor;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.run.WorkKind;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins tasks when they are due, on threads of their own, and decides when they come back. A task is begun again only when its
 * last run has ended, and another process that runs the same model is known by the memory, and held off by its lease.
 * Thread-safe.
 */
final class Scheduler {

    /** Who asked for runs by schedules, in {@link RunDescriptor#session()}. */
    static final String SESSION = "schedule";

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");

    /** So soon a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
    private static final int MOST_CLAIMS = 5;

    private final Agenda agenda;
    private final Parts parts;
    private final Duration secondLook;
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private boolean stopping;

    /** What it works with. */
    record Parts(EngineRuns work, RunRegistry runs, ScheduleMemory memory, ServiceTime time, Executor executor) {}

    /**
     * A scheduler.
     *
     * @param secondLook how long after a signal its records are read once more
     */
    Scheduler(Agenda agenda, Parts parts, Duration secondLook) {
        this.agenda = agenda;
        this.parts = parts;
        this.secondLook = secondLook;
    }

    /** Begins what is due until it is stopped. */
    void run() {
        restore();
        ClockWatch clock = new ClockWatch(parts.time());
        try {
            Optional<Pause> pause = begin(clock.setBack());
            while (pause.isPresent()) {
                parts.time().await(pause.get().end(), pause.get().most());
                pause = begin(clock.setBack());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long nothing is to be done. */
    private record Pause(CompletableFuture<Void> end, Duration most) {}

    /** Begins what is due now; returns empty if it was stopped. */
    private synchronized Optional<Pause> begin(Duration setBack) {
        if (stopping) {
            return Optional.empty();
        }
        Instant now = parts.time().now();
        if (setBack.compareTo(CLOCK_TOLERANCE) > 0) {
            agenda.shift(setBack, now);
        }
        change = new CompletableFuture<>();
        beginDue(now);
        return Optional.of(new Pause(change, agenda.untilNext(now, LONGEST_WAIT)));
    }

    /** What earlier processes have done; nothing if the store cannot tell now. */
    private void restore() {
        for (Task task : agenda.tasks()) {
            Instant now = parts.time().now();
            Optional<LastStart> last = Optional.empty();
            try {
                last = parts.memory().last(task.model(), task.work());
                if (last.isEmpty() && task.work() != ScheduledWork.SYNC) {
                    // so that a process that is started again and again has it done in the end
                    parts.memory().claim(task.model(), task.work(), last, now);
                    parts.memory().ended(task.model(), task.work(), now);
                    last = parts.memory().last(task.model(), task.work());
                }
            } catch (SyncException e) {
                LOG.warn("When {} of {} ran last is not known: {}", task.work().code(), task.model(), e.getMessage());
            }
            synchronized (this) {
                task.restore(last, now);
            }
        }
    }

    private void beginDue(Instant now) {
        Optional<Task> due = next(now);
        while (due.isPresent()) {
            Task task = due.get();
            Task.Reason reason = task.begin(now);
            try {
                parts.executor().execute(() -> perform(task, reason));
            } catch (RuntimeException | OutOfMemoryError e) { // there is no thread for it now
                task.failed(now, reason);
                LOG.warn(
                        "{} of {} got no thread and is repeated later",
                        task.work().code(),
                        task.model(),
                        e);
            }
            due = next(now);
        }
    }

    private Optional<Task> next(Instant now) {
        Set<ModelName> occupied = parts.runs().active().stream()
                .map(run -> run.descriptor().model())
                .collect(Collectors.toSet());
        return agenda.next(now, occupied);
    }

    private void perform(Task task, Task.Reason reason) {
        try {
            if (claim(task, reason)) {
                RunDescriptor descriptor = new RunDescriptor(kind(task.work()), task.model(), SESSION);
                Admission admission = parts.runs().run(descriptor, parts.work().scheduled(task.model(), task.work()));
                Optional<EndedRun> end = admission.verdict() == Admission.Verdict.STARTED
                        ? admission.run().end()
                        : Optional.empty();
                settle(task, reason, end.map(EndedRun::outcome).orElse(RunOutcome.REFUSED_IN_PROGRESS));
            }
        } catch (SyncException e) {
            LOG.warn("{} of {} is repeated later: {}", task.work().code(), task.model(), e.getMessage());
            fail(task, reason);
        } catch (RuntimeException e) {
            LOG.error("{} of {} failed with an internal error", task.work().code(), task.model(), e);
            fail(task, reason);
        } finally {
            wake();
        }
    }

    private synchronized void fail(Task task, Task.Reason reason) {
        task.failed(parts.time().now(), reason);
    }

    /** Notes the start, unless another process has started it and so its time has not come. */
    private boolean claim(Task task, Task.Reason reason) {
        for (int attempt = 0; attempt < MOST_CLAIMS; attempt++) {
            Instant now = parts.time().now();
            if (parts.memory().claim(task.model(), task.work(), known(task), now)) {
                synchronized (this) {
                    task.started(now);
                }
                return true;
            }
            Optional<LastStart> last = parts.memory().last(task.model(), task.work());
            synchronized (this) {
                if (last.isPresent()) {
                    task.startedElsewhere(last.get(), reason);
                }
                if (!reason.isOwn() && task.due().isAfter(now)) {
                    task.postponed();
                    return false;
                }
            }
        }
        throw new IllegalStateException("started by others " + MOST_CLAIMS + " times in a row");
    }

    private synchronized Optional<LastStart> known(Task task) {
        return task.known();
    }

    private static WorkKind kind(ScheduledWork work) {
        return switch (work) {
            case SYNC -> WorkKind.SYNC;
            case CLEANUP -> WorkKind.CLEANUP;
            case VERIFY -> WorkKind.VERIFY;
        };
    }

    private void settle(Task task, Task.Reason reason, RunOutcome outcome) {
        Instant now = parts.time().now();
        boolean done = outcome != RunOutcome.FAILED && outcome != RunOutcome.REFUSED_IN_PROGRESS;
        if (done && isWorthConfirming(task)) {
            confirm(task);
        }
        synchronized (this) {
            if (outcome == RunOutcome.REFUSED_IN_PROGRESS) {
                task.blocked(now, reason);
            } else if (outcome == RunOutcome.FAILED) {
                task.failed(now, reason);
            } else {
                task.ended();
                if (reason == Task.Reason.SIGNAL) {
                    task.lookAgain(now.plus(secondLook));
                }
            }
        }
    }

    private synchronized boolean isWorthConfirming(Task task) {
        return task.isWorthConfirming();
    }

    /** If the store cannot be written now, the work is done once more, by whoever notices first. */
    private void confirm(Task task) {
        Optional<LastStart> started = known(task);
        try {
            started.ifPresent(start -> parts.memory().ended(task.model(), task.work(), start.at()));
            synchronized (this) {
                task.confirmed();
            }
        } catch (SyncException e) {
            LOG.warn("The end of {} of {} could not be noted: {}", task.work().code(), task.model(), e.getMessage());
        }
    }

    /** Something changed: looks at the agenda again. */
    synchronized void wake() {
        change.complete(null);
    }

    /** Brings the sync of a model forward; does nothing for a model without one. */
    synchronized void signal(ModelName model, Instant at) {
        agenda.find(model, ScheduledWork.SYNC).ifPresent(task -> task.signal(at));
        change.complete(null);
    }

    /** When the work of a model runs next, without work that is in progress. */
    synchronized Map<ScheduledWork, Instant> next(ModelName model) {
        Map<ScheduledWork, Instant> next = new EnumMap<>(ScheduledWork.class);
        agenda.tasks().stream()
                .filter(task -> task.model().equals(model) && !task.isRunning())
                .forEach(task -> next.put(task.work(), task.due()));
        return next;
    }

    /** Begins nothing more. */
    synchronized void stop() {
        stopping = true;
        change.complete(null);
    }
}
