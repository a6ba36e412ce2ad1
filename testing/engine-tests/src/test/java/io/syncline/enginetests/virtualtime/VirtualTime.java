package io.syncline.enginetests.virtualtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/** A clock that jumps from event to event; events of the same instant happen in an order that the seed decides. */
final class VirtualTime implements InstantSource {

    private final Instant epoch;
    private final RandomGenerator random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            Comparator.comparingLong(Event::nanos).thenComparingLong(Event::lot).thenComparingLong(Event::number));
    private long nanos;
    private long count;
    private long steps;
    private long trace = 1125899906842597L;

    VirtualTime(Instant epoch, RandomGenerator random) {
        this.epoch = epoch;
        this.random = random;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return epoch.plusNanos(nanos);
    }

    /** Schedules an action after a delay. */
    Runnable after(Duration delay, Runnable action) {
        Event event = new Event(nanos + Math.max(0, delay.toNanos()), random.nextLong(), ++count, action);
        events.add(event);
        return () -> events.remove(event);
    }

    /** Runs the next event; returns whether there was one. */
    boolean step() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        nanos = Math.max(nanos, event.nanos());
        steps++;
        trace = trace * 31 + event.number() + nanos;
        event.action().run();
        return true;
    }

    /** Runs all events within a duration. */
    void run(Duration duration) {
        long until = nanos + duration.toNanos();
        while (!events.isEmpty() && events.peek().nanos() <= until) {
            step();
        }
        nanos = Math.max(nanos, until);
    }

    /** How many events have happened. */
    long steps() {
        return steps;
    }

    /** Adds an event to the trace. */
    void note(long what) {
        trace = trace * 31 + what;
    }

    /** A number that differs, almost surely, if anything happened in another order or at another time. */
    long trace() {
        return trace;
    }

    private record Event(long nanos, long lot, long number, Runnable action) {}
}
