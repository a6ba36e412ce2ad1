package io.syncline.testkit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** How often which port method was called, failed calls included. Thread-safe. */
public final class CallCounts {

    private final Map<PortMethod, AtomicLong> counts;

    /** Starts at zero. */
    public CallCounts() {
        Map<PortMethod, AtomicLong> zeros = new EnumMap<>(PortMethod.class);
        for (PortMethod method : PortMethod.values()) {
            zeros.put(method, new AtomicLong());
        }
        counts = Collections.unmodifiableMap(zeros);
    }

    private AtomicLong counter(PortMethod method) {
        return Objects.requireNonNull(counts.get(method));
    }

    /**
     * Counts a call.
     *
     * @param method the method called
     * @return the number of this call among those of the method, from 1
     */
    public long add(PortMethod method) {
        return counter(method).incrementAndGet();
    }

    /**
     * Calls so far.
     *
     * @param methods which methods
     * @return their calls, all together
     */
    public long of(PortMethod... methods) {
        long sum = 0;
        for (PortMethod method : methods) {
            sum += counter(method).get();
        }
        return sum;
    }

    /**
     * All calls so far.
     *
     * @return a number of calls
     */
    public long total() {
        return of(PortMethod.values());
    }

    /** Starts again at zero. */
    public void reset() {
        counts.values().forEach(counter -> counter.set(0));
    }

    /** The methods that were called, each with its number of calls. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (PortMethod method : PortMethod.values()) {
            if (of(method) > 0) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(method)
                        .append('=')
                        .append(of(method));
            }
        }
        return text.append('}').toString();
    }
}
