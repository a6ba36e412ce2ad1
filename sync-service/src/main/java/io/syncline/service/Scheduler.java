package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.api.RunOutcome;
import io.syncline.api.failure.SyncException;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.Admission;
import io.syncline.service.run.EndedRun;
import io.syncline.service.run.RunDescriptor;
import io.syncline.service.run.RunRegistry;
import io.syncline.service.run.ServiceTime;
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

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");

    /** So soon a clock that was set is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    private final Agenda agenda;
    private final Claims claims;
    private final Parts parts;
    private final Duration secondLook;
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private boolean running;
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
        this.claims = new Claims(parts.memory(), parts.time(), this);
        this.parts = parts;
        this.secondLook = secondLook;
    }

    /** It will be run, on another thread. */
    synchronized void announce() {
        running = true;
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Begins what is due until it is stopped. */
    void run() {
        ClockWatch clock = new ClockWatch(parts.time());
        try {
            restore();
            Optional<Pause> pause = attempt(clock);
            while (pause.isPresent()) {
                parts.time().await(pause.get().end(), pause.get().most());
                pause = attempt(clock);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finish();
        }
    }

    private void restore() {
        try {
            claims.restore(agenda.tasks(), this::isStopping);
        } catch (RuntimeException | Error e) {
            LOG.error("What ran last is not known after an internal error", e);
        }
    }

    /** An error of a moment must not end the work of all models for good. */
    private Optional<Pause> attempt(ClockWatch clock) {
        try {
            return begin(clock.setBack());
        } catch (RuntimeException | Error e) {
            LOG.error("Nothing was begun because of an internal error, and is attempted again within a minute", e);
            return Optional.of(afterError());
        }
    }

    private synchronized Pause afterError() {
        if (change.isDone() && !stopping) {
            change = new CompletableFuture<>();
        }
        return new Pause(change, LONGEST_WAIT);
    }

    private synchronized void finish() {
        running = false;
        change.complete(null);
    }

    /** Waits until it touches nothing any more, after it was stopped; returns whether that was in time. */
    boolean awaitEnd(Duration most) {
        long deadline = parts.time().nanos() + most.toNanos();
        try {
            for (Optional<Pause> pause = untilEnd(deadline); pause.isPresent(); pause = untilEnd(deadline)) {
                parts.time().await(pause.get().end(), pause.get().most());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isEnded();
    }

    private synchronized Optional<Pause> untilEnd(long deadline) {
        long left = deadline - parts.time().nanos();
        if (isEnded() || left <= 0) {
            return Optional.empty();
        }
        if (change.isDone()) {
            change = new CompletableFuture<>();
        }
        return Optional.of(new Pause(change, Duration.ofNanos(left)));
    }

    private synchronized boolean isEnded() {
        return !running && agenda.tasks().stream().noneMatch(Task::isRunning);
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
            if (claims.claim(task, reason)) {
                RunDescriptor descriptor =
                        new RunDescriptor(EngineRuns.kind(task.work()), task.model(), RunDescriptor.SCHEDULE);
                Admission admission = parts.runs().run(descriptor, parts.work().scheduled(task.model(), task.work()));
                Optional<EndedRun> end = admission.verdict() == Admission.Verdict.STARTED
                        ? admission.run().end()
                        : Optional.empty();
                settle(task, reason, end.map(EndedRun::outcome).orElse(RunOutcome.REFUSED_IN_PROGRESS));
            }
        } catch (SyncException e) {
            LOG.warn("{} of {} is repeated later: {}", task.work().code(), task.model(), e.getMessage());
            fail(task, reason);
        } catch (RuntimeException | Error e) {
            LOG.error("{} of {} failed with an internal error", task.work().code(), task.model(), e);
            fail(task, reason);
        } finally {
            wake();
        }
    }

    private synchronized void fail(Task task, Task.Reason reason) {
        task.failed(parts.time().now(), reason);
    }

    private void settle(Task task, Task.Reason reason, RunOutcome outcome) {
        Instant now = parts.time().now();
        if (isDone(outcome)) {
            claims.confirm(task);
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

    /** What the end of this service has cancelled is left to the next one; what a person cancels is not wanted now. */
    private boolean isDone(RunOutcome outcome) {
        return outcome != RunOutcome.FAILED
                && outcome != RunOutcome.REFUSED_IN_PROGRESS
                && !(outcome == RunOutcome.CANCELLED && isStopping());
    }

    /** A sync of a model completed that no schedule has begun, so the waits after failures are over. */
    synchronized void recovered(ModelName model) {
        agenda.find(model, ScheduledWork.SYNC).ifPresent(Task::recovered);
    }

    /** A sync of a model has left touched records to a later one. */
    synchronized void lookAgain(ModelName model, Instant at) {
        agenda.find(model, ScheduledWork.SYNC).ifPresent(task -> task.lookAgain(at));
        change.complete(null);
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
