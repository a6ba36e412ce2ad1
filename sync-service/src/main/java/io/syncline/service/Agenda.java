package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The tasks of a service: which are to run now, and when the next one is. Not thread-safe. */
final class Agenda {

    private final List<Task> tasks;
    private final int mostRunning;

    Agenda(Collection<Task> tasks, int mostRunning) {
        this.tasks = List.copyOf(tasks);
        this.mostRunning = mostRunning;
    }

    /** The tasks of all models, each due by its own times from now on. */
    static Agenda of(ServiceSettings settings, RandomGenerator random, Instant now) {
        List<Task> tasks = new ArrayList<>();
        settings.models().forEach((model, schedule) -> {
            for (ScheduledWork work : ScheduledWork.values()) {
                schedule.of(work).ifPresent(times -> tasks.add(new Task(model, work, times, random, now)));
            }
        });
        return new Agenda(tasks, settings.maxRuns());
    }

    /**
     * The task to begin now, if there is one: the one that has been due longest, of a model that is not worked on.
     *
     * @param occupied models that somebody else works on in this process
     */
    Optional<Task> next(Instant now, Set<ModelName> occupied) {
        Set<ModelName> busy = new HashSet<>();
        tasks.stream().filter(Task::isRunning).forEach(task -> busy.add(task.model()));
        if (busy.size() >= mostRunning) {
            return Optional.empty();
        }
        busy.addAll(occupied);
        return tasks.stream()
                .filter(task -> !task.isRunning()
                        && !busy.contains(task.model())
                        && !task.due().isAfter(now))
                .min(Comparator.comparing(Task::due).thenComparing(Task::work));
    }

    /** How long nothing is due; the longest time if what is due waits for the end of a run. */
    Duration untilNext(Instant now, Duration longest) {
        Duration until = tasks.stream()
                .filter(task -> !task.isRunning() && task.due().isAfter(now))
                .map(task -> Duration.between(now, task.due()))
                .min(Comparator.naturalOrder())
                .orElse(longest);
        return until.compareTo(longest) < 0 ? until : longest;
    }

    /** A task. */
    Optional<Task> find(ModelName model, ScheduledWork work) {
        return tasks.stream()
                .filter(task -> task.model().equals(model) && task.work() == work)
                .findFirst();
    }

    List<Task> tasks() {
        return tasks;
    }

    /** The clock was set back. */
    void shift(Duration back, Instant now) {
        tasks.forEach(task -> task.shift(back, now));
    }
}
