package io.syncline.testkit.fault;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The answer of a call that may be executed more than once. Thread-safe. */
final class FirstAnswer<T> {

    private final AtomicReference<@Nullable T> answer = new AtomicReference<>();

    void offer(T value) {
        answer.compareAndSet(null, value);
    }

    T get(Fault fault) {
        T value = answer.get();
        if (value == null) {
            throw new IllegalStateException("The fault " + fault + " neither executed the call nor threw");
        }
        return value;
    }
}
