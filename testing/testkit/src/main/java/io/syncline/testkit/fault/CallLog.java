package io.syncline.testkit.fault;

import io.syncline.testkit.PortMethod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The received calls in order, with their arguments. Grows until it is cleared. Thread-safe. */
public final class CallLog {

    private final List<CallEvent> events = new ArrayList<>();

    CallLog() {}

    synchronized void begin(PortCall call) {
        events.add(new CallEvent(call, CallEvent.Phase.BEGIN, null));
    }

    synchronized void end(PortCall call, @Nullable RuntimeException thrown) {
        events.add(new CallEvent(call, CallEvent.Phase.END, thrown));
    }

    /**
     * Beginnings and ends of calls so far, in order.
     *
     * @return a copy
     */
    public synchronized List<CallEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Calls of a method so far, in the order of their beginnings.
     *
     * @param method the method called
     * @return a copy
     */
    public List<PortCall> calls(PortMethod method) {
        return events().stream()
                .filter(event -> event.phase() == CallEvent.Phase.BEGIN)
                .map(CallEvent::call)
                .filter(call -> call.method() == method)
                .toList();
    }

    /**
     * The greatest number of concurrent calls of a method.
     *
     * @param method the method called
     * @return their number
     */
    public int peak(PortMethod method) {
        int inFlight = 0;
        int peak = 0;
        for (CallEvent event : events()) {
            if (event.call().method() == method) {
                inFlight += event.phase() == CallEvent.Phase.BEGIN ? 1 : -1;
                peak = Math.max(peak, inFlight);
            }
        }
        return peak;
    }

    /** Forgets all calls; there should be none in flight. */
    public synchronized void clear() {
        events.clear();
    }
}
