package io.syncline.service;

import io.syncline.api.failure.SyncException;
import io.syncline.service.memory.LastStart;
import io.syncline.service.memory.ScheduleMemory;
import io.syncline.service.run.ServiceTime;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The starts of tasks in the memory that processes share. Blocks; thread-safe, since tasks are used under one lock. */
final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger("io.syncline.service");
    private static final int MOST_CLAIMS = 5;

    private final ScheduleMemory memory;
    private final ServiceTime time;
    private final Object lock;

    /**
     * Claims.
     *
     * @param lock guards all tasks
     */
    Claims(ScheduleMemory memory, ServiceTime time, Object lock) {
        this.memory = memory;
        this.time = time;
        this.lock = lock;
    }

    /** Lets tasks know what earlier processes have done; nothing if the store cannot tell now. */
    void restore(List<Task> tasks, BooleanSupplier stopping) {
        for (Task task : tasks) {
            if (stopping.getAsBoolean()) {
                return;
            }
            Instant now = time.now();
            Optional<LastStart> last = lastStart(task, now);
            synchronized (lock) {
                task.restore(last, now);
            }
        }
    }

    private Optional<LastStart> lastStart(Task task, Instant now) {
        try {
            Optional<LastStart> last = memory.last(task.model(), task.work());
            if (last.isPresent() || task.work() == ScheduledWork.SYNC) {
                return last;
            }
            // so that a process that is started again and again has it done in the end
            memory.claim(task.model(), task.work(), last, now);
            memory.ended(task.model(), task.work(), now);
            return memory.last(task.model(), task.work());
        } catch (SyncException e) {
            LOG.warn("When {} of {} ran last is not known: {}", task.work().code(), task.model(), e.getMessage());
            return Optional.empty();
        }
    }

    /** Notes the start, unless another process has started it and so its time has not come. */
    boolean claim(Task task, Task.Reason reason) {
        for (int attempt = 0; attempt < MOST_CLAIMS; attempt++) {
            Instant now = time.now();
            if (memory.claim(task.model(), task.work(), known(task), now)) {
                synchronized (lock) {
                    task.started(now);
                }
                return true;
            }
            Optional<LastStart> last = memory.last(task.model(), task.work());
            synchronized (lock) {
                last.ifPresent(start -> task.startedElsewhere(start, reason));
                if (!reason.isOwn() && task.due().isAfter(now)) {
                    task.postponed();
                    return false;
                }
            }
        }
        throw new IllegalStateException("started by others " + MOST_CLAIMS + " times in a row");
    }

    private Optional<LastStart> known(Task task) {
        synchronized (lock) {
            return task.known();
        }
    }

    /**
     * Notes the end, if that is worth a call. If the store cannot be written now, the work is done once more, by whoever notices
     * first.
     */
    void confirm(Task task) {
        synchronized (lock) {
            if (!task.isWorthConfirming()) {
                return;
            }
        }
        try {
            known(task).ifPresent(start -> memory.ended(task.model(), task.work(), start.at()));
            synchronized (lock) {
                task.confirmed();
            }
        } catch (SyncException e) {
            LOG.warn("The end of {} of {} could not be noted: {}", task.work().code(), task.model(), e.getMessage());
        }
    }
}
