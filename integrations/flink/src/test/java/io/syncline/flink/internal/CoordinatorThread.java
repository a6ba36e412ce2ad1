package io.syncline.flink.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A coordinator thread that a test steps through. */
final class CoordinatorThread implements SplitEnumeratorContext<SyncSourceParts.Slot> {

    private static final long BOUND_SECONDS = 60;

    final List<SourceEvent> sent = new ArrayList<>();
    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();

    /** Runs the next step, when there is one. */
    void step() throws InterruptedException {
        Runnable next = steps.poll(BOUND_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing came to the coordinator thread");
        }
        next.run();
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelay, long period) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        steps.add(runnable);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        sent.add(event);
    }

    @Override
    public int currentParallelism() {
        return 1;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return new HashMap<>(Map.of(0, new ReaderInfo(0, "localhost")));
    }

    @Override
    public void assignSplits(SplitsAssignment<SyncSourceParts.Slot> assignment) {
        throw new AssertionError("Ranges are no splits");
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        throw new AssertionError("Ranges are no splits");
    }
}
