package io.syncline.odoo.testserver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The latest calls, and counts of all. Thread-safe. */
final class CallLog {
    private final int capacity;
    private final AtomicLong numbers = new AtomicLong();
    private final Deque<OdooCall> calls = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long bytesReceived;
    private long bytesSent;

    CallLog(int capacity) {
        this.capacity = capacity;
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    synchronized void add(OdooCall call) {
        if (calls.size() == capacity) {
            calls.removeFirst();
        }
        calls.addLast(call);
        counts.merge(call.name(), 1L, Long::sum);
        bytesReceived += call.requestBytes();
        bytesSent += call.responseBytes();
    }

    synchronized void clear() {
        calls.clear();
        counts.clear();
        bytesReceived = 0;
        bytesSent = 0;
    }

    synchronized List<OdooCall> calls() {
        return new ArrayList<>(calls);
    }

    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized long bytesReceived() {
        return bytesReceived;
    }

    synchronized long bytesSent() {
        return bytesSent;
    }
}
