package io.syncline.testkit.contract;

import io.syncline.api.ModelName;
import io.syncline.api.RecordId;
import io.syncline.api.failure.TransientException;
import io.syncline.core.port.ChangeSignals;
import io.syncline.core.port.record.SignalBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signals of a database in memory, whose slot ends with its connection. Switches plant one defect each. */
class MemorySignals implements ChangeSignals {

    static final ModelName MODEL = ModelName.of("products");

    private final Deque<RecordId> written = new ArrayDeque<>();
    private @Nullable SignalBatch pending;
    private boolean connected;
    private boolean lost;
    private boolean closed;

    /** What a committed write reports. */
    synchronized void write(RecordId id) {
        if (connected) {
            written.add(id);
            notifyAll();
        }
    }

    synchronized void endConnection() {
        if (connected) {
            connected = false;
            lost = true;
            written.clear();
            notifyAll();
        }
    }

    @Override
    public synchronized SignalBatch next() {
        if (pending != null && !forgetsBatches()) {
            return pending;
        }
        if (lost) {
            lost = false;
            throw new TransientException("The connection was lost", null);
        }
        if (!connected && !closed) {
            connected = true;
            return keep(new SignalBatch(Map.of(), reportsMisses() ? Set.of(MODEL) : Set.of(), List.of("connected")));
        }
        awaitWrite();
        if (closed) {
            throw new IllegalStateException("Closed");
        }
        if (lost) {
            lost = false;
            throw new TransientException("The connection was lost", null);
        }
        Set<RecordId> ids = Set.copyOf(written);
        written.clear();
        return keep(new SignalBatch(Map.of(MODEL, ids), Set.of(), List.of()));
    }

    private synchronized void awaitWrite() {
        try {
            while (written.isEmpty() && !closed && connected) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientException("Interrupted", e);
        }
    }

    private SignalBatch keep(SignalBatch batch) {
        pending = batch;
        return batch;
    }

    boolean forgetsBatches() {
        return false;
    }

    boolean reportsMisses() {
        return true;
    }

    @Override
    public synchronized void acknowledge(SignalBatch batch) {
        pending = null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
