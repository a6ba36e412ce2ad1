package io.syncline.service;

import io.syncline.api.ModelName;
import io.syncline.service.memory.LastStart;
import io.syncline.service.schedule.Schedule;
import io.syncline.service.schedule.ScheduledWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Some work of a model that comes back by a schedule, and sooner by signals. The last start counts, whichever process made
 * it, so a time that was missed, for whatever reason and how often, is caught up by one run. Not thread-safe.
 */
final class Task {

    /** Work that another process started and whose end is not noted may have died with it after so long; a lease tells. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);
    private static final Duration FIRST_BLOCKED = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 10;

    private final ModelName model;
    private final ScheduledWork work;
    private final Schedule schedule;
    private final RandomGenerator random;
    private Instant due;
    private @Nullable Instant signalled;
    private @Nullable Instant secondLook;
    private @Nullable Instant notBefore;
    private Optional<LastStart> known = Optional.empty();
    private int failures;
    private int blocks;
    private boolean running;
    private boolean first;

    /**
     * A task.
     *
     * @param due when it is to run first
     */
    Task(ModelName model, ScheduledWork work, Schedule schedule, RandomGenerator random, Instant due) {
        this.model = model;
        this.work = work;
        this.schedule = schedule;
        this.random = random;
        this.due = due;
    }

    ModelName model() {
        return model;
    }

    ScheduledWork work() {
        return work;
    }

    Schedule schedule() {
        return schedule;
    }

    boolean isRunning() {
        return running;
    }

    /** The last start that this process knows. */
    Optional<LastStart> known() {
        return known;
    }

    /** When it is to run: by its schedule, or sooner by a signal, but not before its wait after a failure is over. */
    Instant due() {
        Instant wanted = earlier(earlier(due, signalled), secondLook);
        return notBefore != null && notBefore.isAfter(wanted) ? notBefore : wanted;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private static boolean isReached(@Nullable Instant time, Instant now) {
        return time != null && !time.isAfter(now);
    }

    /** Whether the end of a run is worth noting: a shorter period would repeat it before anybody misses it. */
    boolean isWorthConfirming() {
        return schedule.gap(due).compareTo(PATIENCE) > 0;
    }

    /** Somebody says that something changed. An earlier signal that waits still decides. */
    void signal(Instant at) {
        signalled = earlier(at, signalled);
    }

    /** What was signalled is to be read once more. */
    void lookAgain(Instant at) {
        secondLook = at;
    }

    /** It begins. Signals that come from now on are for the next run. */
    Reason begin(Instant now) {
        running = true;
        Reason reason = isReached(signalled, now)
                ? Reason.SIGNAL
                : isReached(secondLook, now) ? Reason.SECOND_LOOK : first ? Reason.START : Reason.SCHEDULE;
        if (reason == Reason.SIGNAL) {
            signalled = null;
        }
        if (isReached(secondLook, now)) {
            secondLook = null;
        }
        first = false;
        return reason;
    }

    /** Why it runs. */
    enum Reason {
        /** The service has started. */
        START,
        /** Its time has come. */
        SCHEDULE,
        /** Somebody said that something changed. */
        SIGNAL,
        /** What was signalled is read once more. */
        SECOND_LOOK;

        /** Whether it runs whatever other processes have done meanwhile. */
        boolean isOwn() {
            return this != SCHEDULE;
        }
    }

    /** What is known of the last start, when the service begins. Work without one begins its first period now. */
    void restore(Optional<LastStart> last, Instant now) {
        known = last;
        if (work == ScheduledWork.SYNC) {
            first = true;
            due = now;
        } else if (last.isPresent()) {
            count(last.get().at().isAfter(now) ? new LastStart(now, true) : last.get());
        } else {
            due = schedule.due(now, random);
        }
    }

    /** The end of its last run was noted. */
    void confirmed() {
        known = known.map(start -> new LastStart(start.at(), true));
    }

    /** Its start was noted. */
    void started(Instant at) {
        known = Optional.of(new LastStart(at, false));
        due = schedule.due(at, random);
    }

    /** It ended, and had a start. */
    void ended() {
        running = false;
        recovered();
        blocks = 0;
    }

    /** What made it fail has been mended, as another run shows. */
    void recovered() {
        failures = 0;
        notBefore = null;
    }

    /** It did not begin, or ended without success, and is repeated after a wait that grows to that between two times of the schedule. */
    void failed(Instant now, Reason reason) {
        running = false;
        Duration wait = wait(FIRST_RETRY, failures, now);
        retry(now, wait, reason);
        notBefore = now.plus(wait);
        failures = Math.min(failures + 1, MOST_DOUBLINGS);
    }

    /** Another run of the model is in progress. */
    void blocked(Instant now, Reason reason) {
        running = false;
        retry(now, wait(FIRST_BLOCKED, blocks, now), reason);
        blocks = Math.min(blocks + 1, MOST_DOUBLINGS);
    }

    private void retry(Instant now, Duration wait, Reason reason) {
        Instant at = now.plus(wait);
        if (reason == Reason.SIGNAL) {
            signal(at);
        }
        if (!due.isAfter(now) || at.isBefore(due)) {
            due = at;
        }
    }

    private Duration wait(Duration first, int doublings, Instant now) {
        Duration wait = first.multipliedBy(1L << doublings);
        Duration gap = schedule.gap(now);
        Duration longest = gap.compareTo(LONGEST_RETRY) < 0 ? gap : LONGEST_RETRY;
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** Another process has started it, so a run by schedule may have to wait. */
    void startedElsewhere(LastStart start, Reason reason) {
        known = Optional.of(start);
        if (reason == Reason.SCHEDULE) {
            count(start);
        }
    }

    /** If its end is not noted in time, a run of this process finds out why. */
    private void count(LastStart start) {
        Instant next = schedule.due(start.at(), random);
        Instant suspicious = start.at().plus(PATIENCE);
        due = !start.ended() && isWorthConfirming() && suspicious.isBefore(next) ? suspicious : next;
    }

    /** It is not run now. */
    void postponed() {
        running = false;
    }

    /** The clock was set back, so what is due by it is further away than it may be. */
    void shift(Duration back, Instant now) {
        if (due.isAfter(now.plus(schedule.gap(now)))) {
            due = due.minus(back);
        }
        signalled = signalled == null ? null : signalled.minus(back);
        secondLook = secondLook == null ? null : secondLook.minus(back);
        notBefore = notBefore == null ? null : notBefore.minus(back);
    }
}
