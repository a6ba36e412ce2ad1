package io.syncline.benchmarks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.LongAdder;

/** Adds up the time spent in calls of adapters; the remaining time is the engine's own. */
public final class Timed {

    private final LongAdder nanos = new LongAdder();
    private final LongAdder calls = new LongAdder();

    /** Nothing spent yet. */
    public Timed() {}

    /**
     * Wraps an adapter.
     *
     * @param port the port it implements
     * @param adapter the adapter
     * @param <T> the port
     * @return a wrapper whose calls are timed; closing it does nothing
     */
    public <T> T wrap(Class<T> port, T adapter) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, args) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            long start = System.nanoTime();
            try {
                return method.invoke(adapter, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                nanos.add(System.nanoTime() - start);
                calls.increment();
            }
        }));
    }

    /**
     * Starts over.
     *
     * @return the nanoseconds spent since the last time
     */
    public long takeNanos() {
        return nanos.sumThenReset();
    }

    /**
     * Starts over.
     *
     * @return the calls since the last time
     */
    public long takeCalls() {
        return calls.sumThenReset();
    }
}
