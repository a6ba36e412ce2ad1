package io.syncline.testkit.memory;

import io.syncline.api.failure.TransientException;
import io.syncline.testkit.CallCounts;
import io.syncline.testkit.PortMethod;
import java.util.Collection;

/** Checks and counts every call to a test double. Thread-safe. */
final class Entrance {

    private static final int MAX_IDS = 1000;

    private final String name;
    private final CallCounts calls = new CallCounts();
    private volatile boolean closed;

    Entrance(String name) {
        this.name = name;
    }

    void enter(PortMethod method) {
        calls.add(method);
        if (closed) {
            throw new IllegalStateException("The " + name + " is closed");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new TransientException(method + " was not sent: the thread is interrupted", null);
        }
    }

    CallCounts calls() {
        return calls;
    }

    void close() {
        closed = true;
    }

    static void requirePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("The " + what + " must be positive, not " + value);
        }
    }

    static void requireFewIds(Collection<?> ids) {
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException(ids.size() + " ids in one call, more than " + MAX_IDS);
        }
    }
}
